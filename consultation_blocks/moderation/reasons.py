"""The reasons that a new platform starts with; the town hall changes them in the admin afterwards.

The label is for moderators, the three messages for authors, each in their language.
"""

from .models import DecisionReason

DEFAULT_REASONS = [
    (
        "Propos injurieux ou haineux",
        "Votre contribution contient des propos injurieux, menaçants ou haineux. Vous pouvez la "
        "reformuler et l’envoyer à nouveau : votre avis compte, dans le respect de chacun.",
        "Your contribution contains insulting, threatening or hateful words. You can put it differently "
        "and send it again: your opinion counts, with respect for everyone.",
        "تتضمن مساهمتكم عبارات مسيئة أو تهديدية أو تحض على الكراهية. يمكنكم إعادة صياغتها وإرسالها من "
        "جديد: رأيكم مهم، مع احترام الجميع.",
    ),
    (
        "Informations personnelles",
        "Votre contribution cite une personne ou donne des informations privées (nom, adresse, "
        "téléphone, photo reconnaissable). Retirez ces éléments et envoyez-la à nouveau.",
        "Your contribution names a person or gives private information (name, address, telephone, "
        "recognisable photograph). Take it out and send your contribution again.",
        "تذكر مساهمتكم شخصًا بعينه أو معلومات خاصة (اسم، عنوان، هاتف، صورة يمكن التعرف على صاحبها). يرجى"
        " حذف هذه العناصر وإرسالها من جديد.",
    ),
    (
        "Publicité ou démarchage",
        "Votre contribution fait la promotion d’un produit, d’un service ou d’une organisation. Cet "
        "espace est réservé à la consultation.",
        "Your contribution advertises a product, a service or an organisation. This space is for the "
        "consultation only.",
        "تروّج مساهمتكم لمنتج أو خدمة أو جهة. هذا الفضاء مخصص للاستشارة فقط.",
    ),
    (
        "Sans rapport avec la question",
        "Votre contribution ne répond pas à la question posée ici. Si une autre consultation convient "
        "mieux, n’hésitez pas à l’y déposer.",
        "Your contribution does not answer the question asked here. If another consultation suits it "
        "better, please send it there.",
        "لا تجيب مساهمتكم عن السؤال المطروح هنا. إذا كانت استشارة أخرى أنسب لها، فلا تترددوا في تقديمها "
        "هناك.",
    ),
    (
        "Déjà publiée",
        "La même contribution a déjà été publiée, par vous ou par une autre personne. Vous pouvez "
        "soutenir ou commenter celle qui existe.",
        "The same contribution has been published already, by you or by somebody else. You can support "
        "or comment on the existing one.",
        "سبق نشر المساهمة نفسها، من قبلكم أو من قبل شخص آخر. يمكنكم دعم المساهمة الموجودة أو التعليق عليها.",
    ),
    (
        "Demande individuelle",
        "Votre message est une demande individuelle ou un signalement. Les services de la mairie y "
        "répondront mieux : contactez l’accueil.",
        "Your message is a personal request or a report of a problem. The town hall’s services will "
        "answer it better: please contact the front desk.",
        "رسالتكم طلب فردي أو إبلاغ عن مشكلة. ستجيب عنها مصالح البلدية بشكل أفضل: يرجى الاتصال بالاستقبال.",
    ),
    (
        "Contraire à la loi",
        "Votre contribution contient des éléments que la loi interdit de publier (diffamation, "
        "incitation à un délit, atteinte au droit d’auteur…).",
        "Your contribution contains something that the law forbids to publish (defamation, incitement to"
        " an offence, breach of copyright…).",
        "تتضمن مساهمتكم عناصر يمنع القانون نشرها (تشهير، تحريض على جنحة، مساس بحقوق المؤلف…).",
    ),
    (
        "Incompréhensible ou incomplète",
        "Nous n’avons pas compris votre contribution, ou il y manque l’essentiel. Complétez-la en "
        "quelques mots et envoyez-la à nouveau.",
        "We could not understand your contribution, or the main part is missing. Complete it in a few "
        "words and send it again.",
        "لم نتمكن من فهم مساهمتكم، أو ينقصها الأهم. يرجى استكمالها ببضع كلمات وإرسالها من جديد.",
    ),
]


def create_default_reasons() -> int:
    """Write the default reasons where there are none yet; returns how many were written."""
    if DecisionReason.objects.exists():
        return 0
    reasons = [
        DecisionReason(
            label=label, message_fr=french, message_en=english, message_ar=arabic, sort_order=position * 10
        )
        for position, (label, french, english, arabic) in enumerate(DEFAULT_REASONS, 1)
    ]
    return len(DecisionReason.objects.bulk_create(reasons))
