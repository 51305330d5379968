"""Neutral blocks: content that takes no contributions. Each has an icon, a description and a true preview."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from .video import embed_url, provider_name

TEXT_FEATURES = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
INLINE_FEATURES = ["bold", "italic", "link", "ul", "ol"]


class PhaseBlock(blocks.StructBlock):
    """One dated phase of a campaign, for its stepper."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("inform", _("Inform")),
            ("contribute", _("Contribute")),
            ("decide", _("Decide")),
            ("follow", _("Follow up")),
        ],
        default="contribute",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    starts_on = blocks.DateBlock(label=_("First day"), required=False)
    ends_on = blocks.DateBlock(label=_("Last day"), required=False)
    description = blocks.TextBlock(label=_("What happens"), required=False, rows=2)

    class Meta:
        icon = "date"
        label = _("Phase")

    def clean(self, value):
        cleaned = super().clean(value)
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            raise StructBlockValidationError(
                block_errors={"ends_on": ValidationError(_t("A phase cannot end before it begins."))}
            )
        return cleaned


def first_picture():
    """A picture of the library for previews, or None: the templates then show a drawn placeholder."""
    from wagtail.images import get_image_model

    return get_image_model().objects.order_by("pk").first()


class RichTextSection(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings, lists and links.")
        group = _("Content")
        template = "site_core/blocks/rich_text.html"
        preview_value = (
            "<h2>Pourquoi cette concertation ?</h2><p>La place a vingt ans. Elle sert au marché, à l’école, aux fêtes "
            "de quartier. Avant de la refaire, la ville veut savoir ce qui compte pour celles et ceux qui y passent.</p>"
            "<ul><li>des arbres et des bancs,</li><li>un sol qui se traverse sans marche,</li><li>de la lumière le soir.</li></ul>"
        )


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=255, required=False)
    credit = blocks.CharBlock(label=_("Credit"), max_length=120, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture with its description, caption and credit.")
        group = _("Content")
        template = "site_core/blocks/picture.html"

    def get_preview_value(self):
        return self.normalize(
            {"image": first_picture(), "caption": "La place du marché, un samedi matin.", "credit": "Ville"}
        )


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    # One level deep only: wagtail-localize cannot extract an ImageBlock inside two StructBlocks (its issue 935).
    images = blocks.ListBlock(ImageBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "grip"
        label = _("Gallery")
        description = _("Several pictures side by side; each opens large.")
        group = _("Content")
        template = "site_core/blocks/gallery.html"

    def get_preview_value(self):
        picture = first_picture()
        return self.normalize({"title": "L’atelier en images", "images": [picture] * 3})


class VideoBlock(blocks.StructBlock):
    url = blocks.URLBlock(
        label=_("Address of the video"), help_text=_("On YouTube, Vimeo or PeerTube (peertube.fr).")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    poster = ImageBlock(label=_("Picture shown before it plays"), required=False)
    transcript = blocks.RichTextBlock(label=_("Transcript"), required=False, features=INLINE_FEATURES)

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video of another site, loaded only when somebody asks for it.")
        group = _("Content")
        template = "site_core/blocks/video.html"
        preview_value = {
            "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "title": "Trois minutes pour comprendre le projet",
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if not embed_url(cleaned["url"]):
            raise StructBlockValidationError(
                block_errors={
                    "url": ValidationError(
                        _t("Give the address of a video on YouTube, Vimeo or peertube.fr.")
                    )
                }
            )
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context.update(embed=embed_url(value.get("url")), provider=provider_name(value.get("url")))
        return context


class DocumentsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    documents = blocks.ListBlock(DocumentChooserBlock(), label=_("Documents"), min_num=1, max_num=40)

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Files to download, with their kind and size.")
        group = _("Content")
        template = "site_core/blocks/documents.html"

    def get_preview_value(self):
        from wagtail.documents import get_document_model

        documents = list(get_document_model().objects.order_by("pk")[:3])
        return self.normalize({"title": "À lire avant de participer", "documents": documents})


class FigureBlock(blocks.StructBlock):
    number = blocks.CharBlock(
        label=_("Number"), max_length=20, help_text=_("With its unit: 3 200 m², 45 %, 12.")
    )
    label = blocks.CharBlock(label=_("What it counts"), max_length=120)


class KeyFiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    figures = blocks.ListBlock(FigureBlock(), label=_("Figures"), min_num=1, max_num=6)
    source = blocks.CharBlock(label=_("Source"), max_length=160, required=False)

    class Meta:
        icon = "order"
        label = _("Key figures")
        description = _("Up to six numbers that set the scene.")
        group = _("Content")
        template = "site_core/blocks/key_figures.html"
        preview_value = {
            "title": "La place en chiffres",
            "figures": [
                {"number": "3 200 m²", "label": "à réaménager"},
                {"number": "48", "label": "étals les jours de marché"},
                {"number": "9", "label": "arbres aujourd’hui"},
            ],
            "source": "Direction de l’espace public",
        }


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Quotation"), max_length=600)
    author = blocks.CharBlock(label=_("Who said it"), max_length=120, required=False)
    role = blocks.CharBlock(label=_("Role"), max_length=160, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody’s words, set large.")
        group = _("Content")
        template = "site_core/blocks/quote.html"
        preview_value = {
            "quote": "On ne refait pas une place pour les plans, mais pour ceux qui la traversent à huit heures du matin.",
            "author": "Samira",
            "role": "habitante du quartier",
        }


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=255)
    answer = blocks.RichTextBlock(label=_("Answer"), features=INLINE_FEATURES)


class QuestionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1, max_num=40)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Frequent questions; each answer opens under its question.")
        group = _("Content")
        template = "site_core/blocks/questions.html"
        preview_value = {
            "title": "Vos questions",
            "questions": [
                {
                    "question": "Qui lit ce que j’écris ?",
                    "answer": "<p>Une personne de la ville lit chaque contribution avant sa publication.</p>",
                },
                {
                    "question": "Puis-je changer d’avis ?",
                    "answer": "<p>Oui, tant que la concertation est ouverte.</p>",
                },
            ],
        }


class CallToActionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), max_length=300, required=False, rows=2)
    label = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Leads to the page"), required=False)
    url = blocks.URLBlock(label=_("or to the address"), required=False)

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("One sentence and one button.")
        group = _("Content")
        template = "site_core/blocks/call_to_action.html"
        preview_value = {
            "title": "Une idée pour la place ?",
            "text": "Cinq minutes suffisent, sans créer de compte.",
            "label": "Je participe",
            "url": "https://www.example.org/",
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise StructBlockValidationError(
                block_errors={
                    "page": ValidationError(_t("Choose a page or give an address: one of the two."))
                }
            )
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        page = value.get("page")
        context["href"] = (page.url if page.live else "") if page else value.get("url")
        return context


class ColumnBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES)


class ColumnsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    columns = blocks.ListBlock(ColumnBlock(), label=_("Columns"), min_num=2, max_num=4)

    class Meta:
        icon = "list-ul"
        label = _("Columns")
        description = _("Two to four texts side by side; under one another on a telephone.")
        group = _("Content")
        template = "site_core/blocks/columns.html"
        preview_value = {
            "title": "Trois façons de participer",
            "columns": [
                {
                    "heading": "En ligne",
                    "text": "<p>Écrivez une proposition ou réagissez à celles des autres.</p>",
                },
                {"heading": "En atelier", "text": "<p>Venez en parler près de chez vous.</p>"},
                {"heading": "Au marché", "text": "<p>L’équipe vous attend le samedi matin.</p>"},
            ],
        }


def NEUTRAL_BLOCKS() -> list[tuple[str, blocks.Block]]:
    """Fresh instances of the neutral blocks, in the order of the block picker."""
    return [
        ("rich_text", RichTextSection()),
        ("picture", PictureBlock()),
        ("gallery", GalleryBlock()),
        ("video", VideoBlock()),
        ("documents", DocumentsBlock()),
        ("key_figures", KeyFiguresBlock()),
        ("quote", QuoteBlock()),
        ("questions", QuestionsBlock()),
        ("call_to_action", CallToActionBlock()),
        ("columns", ColumnsBlock()),
    ]
