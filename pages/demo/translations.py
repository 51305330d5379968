"""French → (English, Arabic): the strings of the demo's translated pages."""

WORDS: dict[str, tuple[str, str]] = {
    "fr": ("en", "ar"),
    "concertations": ("consultations", "concertations"),
    "Participez à Valbrune": ("Take part in Valbrune", "شاركوا في فالبرون"),
    "Une question, des gens qui y répondent ensemble, une ville qui dit ce qu’elle en fait.": (
        "A question, people who answer it together, a city that says what it does with the answers.",
        "سؤال واحد، وأناس يجيبون عنه معًا، ومدينة تقول ماذا ستفعل بأجوبتهم.",
    ),
    "Concertations": ("Consultations", "الاستشارات"),
    "Tout ce que la ville met en débat, en ce moment et avant.": (
        "Everything that the city puts up for debate, now and before.",
        "كل ما تطرحه المدينة للنقاش، الآن ومن قبل.",
    ),
    "Comment ça marche": ("How it works", "كيف يعمل الموقع"),
    "Trois minutes pour savoir ce que deviennent vos mots.": (
        "Three minutes to learn what becomes of your words.",
        "ثلاث دقائق لتعرفوا مصير كلماتكم.",
    ),
    "Une concertation commence par une question et finit par une réponse. Entre les deux, chacun peut lire, écrire, voter, montrer un lieu ou venir à une réunion. <b>Un nom et une adresse e-mail suffisent</b> : ni mot de passe, ni compte à créer.": (
        "A consultation begins with a question and ends with an answer. In between, everyone can read, write, vote, show a place or come to a meeting. <b>A name and an e-mail address are enough</b>: no password, no account to create.",
        "تبدأ الاستشارة بسؤال وتنتهي بجواب. وبينهما يمكن لكل شخص أن يقرأ ويكتب ويصوّت ويشير إلى مكان أو يحضر اجتماعًا. <b>يكفي اسم وعنوان بريد إلكتروني</b>: لا كلمة مرور ولا حساب.",
    ),
    "Du premier mot à la décision": ("From the first word to the decision", "من الكلمة الأولى إلى القرار"),
    "Vous écrivez": ("You write", "أنتم تكتبون"),
    "Seul ou à plusieurs. Un code reçu par e-mail confirme que c’est bien vous.": (
        "Alone or together. A code sent by e-mail confirms that it is you.",
        "وحدكم أو مع آخرين. رمز يصلكم بالبريد الإلكتروني يؤكد أنكم أصحاب المساهمة.",
    ),
    "Une personne lit": ("Somebody reads", "شخص يقرأ"),
    "Sous deux jours ouvrés. Si un texte ne peut pas être publié, vous savez pourquoi.": (
        "Within two working days. If a text cannot be published, you are told why.",
        "خلال يومي عمل. وإذا تعذر نشر نص ما، تعرفون السبب.",
    ),
    "La ville répond": ("The city answers", "المدينة تجيب"),
    "À la date annoncée, thème par thème, y compris quand la réponse est non.": (
        "On the date announced, theme by theme, also when the answer is no.",
        "في الموعد المعلن، موضوعًا تلو الآخر، حتى عندما يكون الجواب لا.",
    ),
    "Questions fréquentes": ("Frequent questions", "أسئلة متكررة"),
    "Mon nom apparaît-il ?": ("Does my name appear?", "هل يظهر اسمي؟"),
    "Seulement le prénom ou le pseudonyme que vous choisissez. Jamais votre adresse.": (
        "Only the first name or pseudonym that you choose. Never your address.",
        "فقط الاسم الأول أو الاسم المستعار الذي تختارونه، ولا يظهر عنوانكم أبدًا.",
    ),
    "Puis-je écrire au nom d’un groupe ?": ("Can I write for a group?", "هل يمكنني الكتابة باسم مجموعة؟"),
    "Oui : cochez la case, donnez le nom du groupe et le nombre de personnes.": (
        "Yes: tick the box, give the name of the group and the number of people.",
        "نعم: ضعوا علامة في الخانة، ثم اكتبوا اسم المجموعة وعدد الأشخاص.",
    ),
    "Et sans Internet ?": ("And without the Internet?", "ومن دون إنترنت؟"),
    "Des fiches papier sont à la mairie, à la bibliothèque et dans les ateliers.": (
        "Paper sheets are at the town hall, at the library and in the workshops.",
        "توجد استمارات ورقية في البلدية والمكتبة وفي الورشات.",
    ),
    "Mentions légales": ("Legal notice", "بيانات قانونية"),
    "Qui publie ce site, et comment le joindre.": (
        "Who publishes this site, and how to reach them.",
        "من ينشر هذا الموقع، وكيفية الاتصال به.",
    ),
    "Éditeur": ("Publisher", "الناشر"),
    "Ville de Valbrune (ville imaginaire), 1 place du Marché.": (
        "City of Valbrune (an imaginary city), 1 place du Marché.",
        "مدينة فالبرون (مدينة خيالية)، 1 ساحة السوق.",
    ),
    "Hébergement": ("Hosting", "الاستضافة"),
    "Le serveur de la ville.": ("The city’s own server.", "خادم المدينة."),
    "Licence": ("Licence", "الرخصة"),
    "Les contributions sont publiées sous licence ouverte ; les photographies restent à leurs auteurs.": (
        "Contributions are published under an open licence; photographs remain their authors’.",
        "تُنشر المساهمات برخصة مفتوحة، وتبقى الصور ملكًا لأصحابها.",
    ),
    "Vos données": ("Your data", "بياناتكم"),
    "Ce que nous gardons, pourquoi, combien de temps.": (
        "What we keep, why, and for how long.",
        "ما نحتفظ به، ولماذا، وإلى متى.",
    ),
    "<b>Votre adresse e-mail</b> sert à confirmer vos contributions et à vous répondre. Elle n’est jamais montrée ni transmise.": (
        "<b>Your e-mail address</b> serves to confirm your contributions and to answer you. It is never shown nor passed on.",
        "<b>عنوان بريدكم الإلكتروني</b> يُستخدم لتأكيد مساهماتكم وللرد عليكم، ولا يُعرض ولا يُنقل إلى أحد.",
    ),
    "<b>Votre adresse IP</b> n’est pas conservée avec vos contributions.": (
        "<b>Your IP address</b> is not kept with your contributions.",
        "<b>عنوان IP الخاص بكم</b> لا يُحفظ مع مساهماتكم.",
    ),
    "<b>Une contribution non confirmée</b> disparaît après quatorze jours.": (
        "<b>A contribution that is not confirmed</b> disappears after fourteen days.",
        "<b>المساهمة غير المؤكدة</b> تُحذف بعد أربعة عشر يومًا.",
    ),
    "Le site ne mesure pas votre visite et ne demande rien à un autre site sans votre geste.": (
        "The site does not measure your visit and asks nothing of another site unless you click.",
        "لا يقيس الموقع زيارتكم ولا يطلب شيئًا من موقع آخر من دون نقرة منكم.",
    ),
    "Accessibilité": ("Accessibility", "إمكانية الوصول"),
    "Ce site doit pouvoir être lu, entendu et utilisé par tout le monde.": (
        "Everybody must be able to read, hear and use this site.",
        "يجب أن يتمكن الجميع من قراءة هذا الموقع وسماعه واستعماله.",
    ),
    "Toutes les pages se parcourent au clavier, la carte et la frise ont leur liste, et rien n’exige JavaScript. Un obstacle ? Écrivez à l’adresse indiquée en bas de page : nous répondons sous cinq jours.": (
        "All pages can be used with the keyboard, the map and the timeline have their list, and nothing requires JavaScript. An obstacle? Write to the address at the bottom of the page: we answer within five days.",
        "يمكن تصفح جميع الصفحات بلوحة المفاتيح، وللخريطة والخط الزمني قائمة مكافئة، ولا شيء يتطلب جافاسكريبت. هل صادفتم عائقًا؟ اكتبوا إلى العنوان الموجود أسفل الصفحة: نجيب خلال خمسة أيام.",
    ),
    "La place du Marché, demain": ("The market square, tomorrow", "ساحة السوق غدًا"),
    "La place sera refaite l’an prochain. Dites ce qui doit changer, ce qui doit rester, et ce que vous aimeriez y vivre.": (
        "The square will be rebuilt next year. Say what must change, what must stay, and what you would like to happen there.",
        "ستُعاد تهيئة الساحة العام المقبل. قولوا ما يجب أن يتغير، وما يجب أن يبقى، وما تودون أن تعيشوه فيها.",
    ),
    "Que voulez-vous faire, ensemble, de la place du Marché ?": (
        "What do you want to make, together, of the market square?",
        "ماذا تريدون أن نصنع معًا من ساحة السوق؟",
    ),
    "Centre": ("Centre", "الوسط"),
    "Le conseil municipal, après avis du conseil de quartier du Centre": (
        "The city council, after hearing the district council of the Centre",
        "المجلس البلدي، بعد استشارة مجلس حي الوسط",
    ),
    "Chaque contribution est lue. Une idée est retenue dans le projet si elle :": (
        "Every contribution is read. An idea becomes part of the project if it:",
        "تُقرأ كل مساهمة. وتُعتمد الفكرة في المشروع إذا كانت:",
    ),
    "profite au plus grand nombre, et d’abord à celles et ceux qui viennent à pied ;": (
        "serves the greatest number, and first of all those who come on foot;",
        "تفيد أكبر عدد من الناس، وفي مقدمتهم القادمون سيرًا على الأقدام؛",
    ),
    "tient dans le budget de 2,4 millions d’euros ;": (
        "fits in the budget of 2.4 million euros;",
        "تدخل ضمن ميزانية قدرها 2,4 مليون يورو؛",
    ),
    "peut être entretenue par les services de la ville.": (
        "can be maintained by the city’s services.",
        "يمكن لمصالح المدينة صيانتها.",
    ),
    "Une réunion publique et une synthèse écrite, avec une réponse à chaque thème": (
        "A public meeting and a written synthesis, with an answer to every theme",
        "اجتماع عمومي وخلاصة مكتوبة، مع جواب عن كل موضوع",
    ),
    "Comprendre": ("Understand", "الفهم"),
    "Diagnostic, visite de la place, exposition à la mairie.": (
        "Survey, visit of the square, exhibition at the town hall.",
        "تشخيص وزيارة للساحة ومعرض في البلدية.",
    ),
    "Proposer": ("Propose", "الاقتراح"),
    "Débat, propositions, carte et ateliers : c’est maintenant.": (
        "Debate, proposals, map and workshops: now is the time.",
        "نقاش واقتراحات وخريطة وورشات: الآن وقتها.",
    ),
    "Décider": ("Decide", "القرار"),
    "Synthèse, réunion publique, vote du conseil municipal.": (
        "Synthesis, public meeting, vote of the city council.",
        "خلاصة واجتماع عمومي وتصويت المجلس البلدي.",
    ),
    "Construire": ("Build", "الإنجاز"),
    "Travaux par moitié de place, point d’étape chaque trimestre.": (
        "Works on one half at a time, with news every quarter.",
        "أشغال على نصف الساحة ثم نصفها الآخر، مع عرض للتقدم كل ثلاثة أشهر.",
    ),
    "Pourquoi maintenant ?": ("Why now?", "لماذا الآن؟"),
    "La place a été pavée en 1998. Le sol se déforme, l’été il y fait plus de quarante degrés, et deux personnes sur trois la traversent sans s’y arrêter. Le budget des travaux est voté ; le dessin, lui, n’est pas fait. <b>C’est vous qui commencez.</b>": (
        "The square was paved in 1998. The ground is sinking, in summer it is hotter than forty degrees, and two people out of three cross it without stopping. The budget is voted; the drawing is not made. <b>You begin.</b>",
        "رُصفت الساحة سنة 1998. أرضيتها تتشوه، وتتجاوز حرارتها صيفًا أربعين درجة، ويعبرها ثلثا المارة من دون توقف. ميزانية الأشغال أُقرّت، أما التصميم فلم يُرسم بعد. <b>أنتم من يبدأ.</b>",
    ),
    "3 200 m²": ("3,200 m²", "3200 م²"),
    "à réaménager, de façade à façade": ("to rebuild, from wall to wall", "للتهيئة من واجهة إلى واجهة"),
    "48": ("48", "48"),
    "9": ("9", "9"),
    "étals le samedi matin": ("stalls on Saturday mornings", "بسطة صباح كل سبت"),
    "arbres aujourd’hui": ("trees today", "أشجار اليوم"),
    "2,4 M€": ("€2.4 m", "2,4 مليون يورو"),
    "de travaux, déjà votés": ("of works, already voted", "للأشغال، أُقرّت بالفعل"),
    "Direction de l’espace public": ("Public space department", "مديرية الفضاء العام"),
    "Faut-il réserver la place aux piétons le samedi ?": (
        "Should the square be for pedestrians on Saturdays?",
        "هل نخصص الساحة للمشاة يوم السبت؟",
    ),
    "Quatre intentions sont sur la table. Réagissez à l’ensemble ou à l’une d’elles.": (
        "Four intentions are on the table. Respond to all of them or to one.",
        "أربع نوايا مطروحة. علّقوا عليها جميعًا أو على واحدة منها.",
    ),
    "Les jours de marché, préférez-vous une place sans voiture ?": (
        "On market days, would you rather have a square without cars?",
        "في أيام السوق، هل تفضلون ساحة بلا سيارات؟",
    ),
    "Une place sans voiture le samedi": ("A square without cars on Saturdays", "ساحة بلا سيارات يوم السبت"),
    "De mai à septembre, la circulation serait détournée de 7 h à 15 h les jours de marché. Les livraisons resteraient possibles jusqu’à 9 h, et l’accès des riverains et des secours en tout temps.": (
        "From May to September, traffic would be diverted from 7 am to 3 pm on market days. Deliveries would be possible until 9, and access for residents and emergency services at all times.",
        "من مايو إلى سبتمبر، تُحوَّل حركة السير من السابعة صباحًا إلى الثالثة بعد الظهر في أيام السوق. يبقى التسليم ممكنًا حتى التاسعة، ومرور السكان والإسعاف في كل وقت.",
    ),
    "Trente arbres de plus": ("Thirty more trees", "ثلاثون شجرة إضافية"),
    "Le projet prévoit trente arbres en pleine terre, choisis pour supporter la chaleur. Douze places de stationnement disparaîtraient, dont quatre seraient recréées rue des Tanneurs.": (
        "The project has thirty trees in open ground, chosen to stand the heat. Twelve parking spaces would go, of which four would be made again in rue des Tanneurs.",
        "يتضمن المشروع ثلاثين شجرة تُغرس في الأرض وتتحمل الحرارة. تُلغى اثنا عشر موقفًا للسيارات، يُعاد أربعة منها في شارع الدباغين.",
    ),
    "Une halle légère": ("A light market hall", "سوق مسقوف خفيف"),
    "Une halle de bois, ouverte sur trois côtés, abriterait vingt étals. En dehors des marchés, elle accueillerait les fêtes de quartier, les répétitions et les jours de pluie.": (
        "A wooden hall, open on three sides, would shelter twenty stalls. Outside market days it would house neighbourhood parties, rehearsals and rainy days.",
        "سقف خشبي مفتوح من ثلاث جهات يؤوي عشرين بسطة. وخارج أيام السوق يستقبل حفلات الحي والتدريبات وأيام المطر.",
    ),
    "Un sol sans marche": ("A ground without steps", "أرضية بلا درجات"),
    "La place serait remise à niveau, de façade à façade : plus de trottoir à franchir avec une poussette, un fauteuil ou un caddie. Une ligne de guidage mènerait de l’arrêt de bus à la mairie.": (
        "The square would be levelled from wall to wall: no more kerb to climb with a pushchair, a wheelchair or a trolley. A guiding line would lead from the bus stop to the town hall.",
        "تُسوّى أرضية الساحة من واجهة إلى واجهة: لا رصيف يعيق عربة طفل أو كرسيًا متحركًا أو عربة تسوق. ويقود خط إرشاد من موقف الحافلة إلى البلدية.",
    ),
    "Conseil de quartier du Centre": ("District council of the Centre", "مجلس حي الوسط"),
    "Cahier d’intentions, séance d’octobre": (
        "Book of intentions, October session",
        "دفتر النوايا، جلسة أكتوبر",
    ),
    "Vos idées pour la place": ("Your ideas for the square", "أفكاركم للساحة"),
    "Un banc, un jardin, une soirée de musique : une idée par proposition, avec une photo si vous en avez une.": (
        "A bench, a garden, an evening of music: one idea per proposal, with a picture if you have one.",
        "مقعد أو حديقة أو سهرة موسيقية: فكرة واحدة في كل اقتراح، مع صورة إن وُجدت.",
    ),
    "De quoi s’agit-il ?": ("What is it about?", "ما موضوعها؟"),
    "Arbres et ombre": ("Trees and shade", "أشجار وظل"),
    "Marché et commerces": ("Market and shops", "السوق والمتاجر"),
    "Déplacements": ("Getting about", "التنقل"),
    "Jeux et rencontres": ("Play and meeting", "ألعاب ولقاءات"),
    "Fêtes et culture": ("Parties and culture", "احتفالات وثقافة"),
    "À qui cette idée profitera-t-elle d’abord ?": ("Who will it serve first?", "من يستفيد منها أولًا؟"),
    "Enfants": ("Children", "الأطفال"),
    "Adolescents": ("Teenagers", "المراهقون"),
    "Familles": ("Families", "العائلات"),
    "Personnes âgées": ("Older people", "كبار السن"),
    "Commerçants": ("Shopkeepers", "التجار"),
    "Tout le monde": ("Everybody", "الجميع"),
    "Où, sur la place ?": ("Where on the square?", "أين في الساحة؟"),
    "Une photo ou un croquis": ("A photograph or a sketch", "صورة أو رسم"),
    "Je veux bien aider à la mettre en œuvre": (
        "I would help to make it happen",
        "أرغب في المساعدة على تحقيقها",
    ),
    "On ne refait pas une place pour les plans, mais pour celles et ceux qui la traversent à huit heures du matin.": (
        "You do not rebuild a square for the plans, but for those who cross it at eight in the morning.",
        "لا نعيد تهيئة ساحة من أجل المخططات، بل من أجل من يعبرونها في الثامنة صباحًا.",
    ),
    "Samira": ("Samira", "سميرة"),
    "fromagère, présente au marché depuis 2009": (
        "cheesemonger, at the market since 2009",
        "بائعة أجبان، حاضرة في السوق منذ 2009",
    ),
    "Montrez-nous où": ("Show us where", "أرونا أين"),
    "Placez un point là où il manque un banc, de l’ombre ou un passage — et là où il ne faut rien toucher.": (
        "Put a point where a bench, shade or a crossing is missing — and where nothing must be touched.",
        "ضعوا نقطة حيث ينقص مقعد أو ظل أو معبر — وحيث يجب ألّا يُمس شيء.",
    ),
    "S’asseoir": ("Sit down", "الجلوس"),
    "Planter": ("Plant", "الغرس"),
    "Traverser à pied": ("Cross on foot", "العبور سيرًا"),
    "À vélo": ("By bicycle", "بالدراجة"),
    "Éclairer": ("Light", "الإنارة"),
    "Ce qu’il faut garder": ("What must stay", "ما يجب الحفاظ عليه"),
    "Venez en parler": ("Come and talk about it", "تعالوا نتحدث"),
    "Ateliers, visites, permanences au marché. Vous organisez une rencontre sur la place ? Proposez-la ici.": (
        "Workshops, visits, meetings at the market. Are you organising something on the square? Propose it here.",
        "ورشات وزيارات ولقاءات في السوق. هل تنظمون لقاء في الساحة؟ اقترحوه هنا.",
    ),
    "De la halle au jardin : l’histoire d’une place": (
        "From the hall to the garden: the history of a square",
        "من السوق المسقوف إلى الحديقة: حكاية ساحة",
    ),
    "La halle de fonte": ("The cast-iron hall", "سوق الحديد المسقوف"),
    "La ville construit une halle de fonte et de verre pour le marché aux grains.": (
        "The city builds a hall of iron and glass for the grain market.",
        "تبني المدينة سوقًا مسقوفًا من الحديد والزجاج لتجارة الحبوب.",
    ),
    "Histoire": ("History", "تاريخ"),
    "La fontaine des Tanneurs": ("The tanners’ fountain", "نافورة الدباغين"),
    "Les artisans du quartier offrent la fontaine qui sert encore de lieu de rendez-vous.": (
        "The craftspeople of the district give the fountain where people still meet.",
        "يهدي حرفيو الحي النافورة التي ما زالت مكانًا للقاء.",
    ),
    "La halle est démolie": ("The hall is pulled down", "هدم السوق المسقوف"),
    "Elle laisse la place à un parking de quatre-vingts voitures.": (
        "It makes way for a car park of eighty spaces.",
        "يحل محله موقف لثمانين سيارة.",
    ),
    "La place est pavée": ("The square is paved", "رصف الساحة"),
    "Le parking est réduit de moitié ; les platanes malades ne sont pas remplacés.": (
        "The car park is halved; the sick plane trees are not replaced.",
        "يُقلّص الموقف إلى النصف، ولا تُعوَّض أشجار الدلب المريضة.",
    ),
    "Le budget est voté": ("The budget is voted", "إقرار الميزانية"),
    "2,4 millions d’euros sur deux ans, à l’unanimité.": (
        "2.4 million euros over two years, unanimously.",
        "2,4 مليون يورو على سنتين، بالإجماع.",
    ),
    "Décision": ("Decision", "قرار"),
    "La concertation commence": ("The consultation begins", "انطلاق الاستشارة"),
    "Exposition à la mairie et visite guidée de la place, cent dix personnes.": (
        "Exhibition at the town hall and guided visit of the square, one hundred and ten people.",
        "معرض في البلدية وزيارة للساحة مع مرشد، بحضور مئة وعشرة أشخاص.",
    ),
    "Concertation": ("Consultation", "استشارة"),
    "Premier atelier": ("First workshop", "الورشة الأولى"),
    "Trente-quatre habitants dessinent la place idéale à la maison de quartier.": (
        "Thirty-four inhabitants draw the ideal square at the neighbourhood house.",
        "أربعة وثلاثون ساكنًا يرسمون الساحة المثالية في دار الحي.",
    ),
    "Fin des contributions": ("End of contributions", "نهاية المساهمات"),
    "Le débat, le formulaire et la carte se ferment à 23 h 59.": (
        "The debate, the form and the map close at 11:59 pm.",
        "يُغلق النقاش والاستمارة والخريطة عند الساعة 23:59.",
    ),
    "Réunion publique": ("Public meeting", "اجتماع عمومي"),
    "La ville présente la synthèse et répond thème par thème.": (
        "The city presents the synthesis and answers theme by theme.",
        "تعرض المدينة الخلاصة وتجيب موضوعًا تلو الآخر.",
    ),
    "Vote du conseil municipal": ("Vote of the city council", "تصويت المجلس البلدي"),
    "Le projet retenu est voté en séance publique.": (
        "The chosen project is voted in public session.",
        "يُصوَّت على المشروع المعتمد في جلسة علنية.",
    ),
    "Vos questions": ("Your questions", "أسئلتكم"),
    "Le marché s’arrêtera-t-il pendant les travaux ?": (
        "Will the market stop during the works?",
        "هل يتوقف السوق أثناء الأشغال؟",
    ),
    "Non. Les travaux se font par moitié ; les étals passent d’un côté à l’autre.": (
        "No. One half is rebuilt at a time; the stalls move from one side to the other.",
        "لا. تجري الأشغال نصفًا بعد نصف، وتنتقل البسطات من جانب إلى آخر.",
    ),
    "Où garer sa voiture le samedi ?": ("Where to park on Saturdays?", "أين نركن السيارة يوم السبت؟"),
    "Le parking de la gare sera gratuit le samedi matin, à six minutes à pied.": (
        "The station car park will be free on Saturday mornings, six minutes away on foot.",
        "سيكون موقف المحطة مجانيًا صباح السبت، على بعد ست دقائق سيرًا.",
    ),
    "Je n’ai pas d’ordinateur. Comment participer ?": (
        "I have no computer. How can I take part?",
        "ليس لدي حاسوب. كيف أشارك؟",
    ),
    "Des fiches papier vous attendent à la mairie et à la bibliothèque. L’équipe les recopie ici, avec la mention de l’atelier dont elles viennent.": (
        "Paper sheets are waiting at the town hall and the library. The team copies them here, saying which workshop they come from.",
        "استمارات ورقية بانتظاركم في البلدية والمكتبة. ينقلها الفريق إلى هنا مع ذكر الورشة التي جاءت منها.",
    ),
}
