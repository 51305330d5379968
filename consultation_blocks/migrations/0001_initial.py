import consultation_blocks.participation.models
import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=consultation_blocks.participation.models.make_reference, editable=False, max_length=12, unique=True, verbose_name='reference')),
                ('kind', models.CharField(choices=[('comment', 'Comment'), ('proposal', 'Proposal'), ('map', 'Place on the map'), ('event', 'Event')], editable=False, max_length=10, verbose_name='kind')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('unconfirmed', 'Waiting for confirmation by e-mail'), ('pending', 'To moderate'), ('published', 'Published'), ('rejected', 'Rejected'), ('hidden', 'Hidden'), ('withdrawn', 'Withdrawn')], default='draft', max_length=12, verbose_name='status')),
                ('author_name', models.CharField(blank=True, max_length=80, verbose_name='name shown')),
                ('language', models.CharField(default='fr', max_length=10, verbose_name='language')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('stance', models.CharField(blank=True, choices=[('for', 'For'), ('against', 'Against'), ('neutral', 'Neutral')], max_length=8, verbose_name='stance')),
                ('clause', models.CharField(blank=True, help_text='id of the clause commented upon', max_length=40)),
                ('category', models.CharField(blank=True, max_length=80, verbose_name='category')),
                ('answers', models.JSONField(blank=True, default=list, help_text="[{field, label, type, value, private}] in the form's order")),
                ('depth', models.PositiveSmallIntegerField(default=0)),
                ('headcount', models.PositiveIntegerField(blank=True, help_text='as declared with this contribution', null=True)),
                ('place', models.CharField(blank=True, max_length=255, verbose_name='place')),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('quadkey', models.CharField(blank=True, help_text='Web-Mercator tile path, zoom 22', max_length=22)),
                ('geometry', models.JSONField(blank=True, help_text='GeoJSON geometry of a line or area', null=True)),
                ('comments_count', models.PositiveIntegerField(default=0)),
                ('replies_count', models.PositiveIntegerField(default=0)),
                ('up_count', models.PositiveIntegerField(default=0)),
                ('down_count', models.PositiveIntegerField(default=0)),
                ('reports_count', models.PositiveIntegerField(default=0)),
                ('score', models.FloatField(default=0, help_text='Wilson lower bound of up against down votes')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='created')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('hold_reason', models.CharField(blank=True, help_text='why it was held for moderation', max_length=200)),
                ('submission_key', models.UUIDField(blank=True, help_text="the form's own: sent twice, kept once", null=True, unique=True)),
                ('abuse_hash', models.CharField(blank=True, help_text='daily-salted HMAC of the address; never the address', max_length=64)),
                ('source', models.CharField(blank=True, help_text='where it was imported from', max_length=40)),
                ('source_key', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'contributions',
                'ordering': ['-pk'],
                'permissions': [('moderate_contribution', 'Can decide on contributions')],
            },
        ),
        migrations.CreateModel(
            name='DecisionReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=80, unique=True, verbose_name='reason')),
                ('message_fr', models.TextField(verbose_name='message to the author, in French')),
                ('message_en', models.TextField(blank=True, verbose_name='message to the author, in English')),
                ('message_ar', models.TextField(blank=True, verbose_name='message to the author, in Arabic')),
                ('is_active', models.BooleanField(default=True, verbose_name='can be chosen')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'reason',
                'verbose_name_plural': 'reasons',
                'ordering': ['sort_order', 'label'],
            },
        ),
        migrations.CreateModel(
            name='EventTiming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begins_at', models.DateTimeField(verbose_name='begins')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
            ],
            options={
                'verbose_name': 'date',
                'verbose_name_plural': 'dates',
                'ordering': ['begins_at'],
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('wagtailcore.modellogentry',),
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(help_text='translation_key of the campaign page', unique=True)),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('titles', models.JSONField(blank=True, default=dict, help_text='language code → title, of the live pages')),
                ('slug', models.SlugField(allow_unicode=True, max_length=255, unique=True)),
                ('is_live', models.BooleanField(default=False)),
                ('is_restricted', models.BooleanField(default=False, help_text='the page has a view restriction')),
                ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('moderators', models.ManyToManyField(blank=True, help_text='They see and decide what comes in to this campaign, and nothing of the others.', related_name='moderated_campaigns', to=settings.AUTH_USER_MODEL, verbose_name='moderators')),
            ],
            options={
                'verbose_name': 'campaign team',
                'verbose_name_plural': 'campaign teams',
                'ordering': ['-created_at'],
            },
            bases=(consultation_blocks.participation.models.Titled, models.Model),
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('block_id', models.UUIDField()),
                ('kind', models.CharField(choices=[('debate', 'Debate'), ('proposals', 'Proposal form'), ('map', 'Collaborative map'), ('agenda', 'Agenda'), ('timeline', 'Timeline')], max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('titles', models.JSONField(blank=True, default=dict, help_text='language code → title, of the live pages')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                ('access', models.CharField(choices=[('open', 'Everyone, without an e-mail address'), ('email', 'Everyone who confirms an e-mail address'), ('account', 'People who have signed in')], default='email', max_length=8, verbose_name='who may take part')),
                ('moderation', models.CharField(choices=[('before', 'Before publication'), ('after', 'After publication')], default='before', max_length=8, verbose_name='moderation')),
                ('allow_collective', models.BooleanField(default=True)),
                ('options', models.JSONField(blank=True, default=dict, help_text="snapshot of the room's own settings")),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('contributions_count', models.PositiveIntegerField(default=0)),
                ('collective_count', models.PositiveIntegerField(default=0)),
                ('votes_count', models.PositiveIntegerField(default=0)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='consultation_blocks.campaign')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
                'ordering': ['campaign_id', 'position', 'pk'],
            },
            bases=(consultation_blocks.participation.models.Titled, models.Model),
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('contribution_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='consultation_blocks.contribution')),
                ('long_description', models.TextField(blank=True, max_length=10000, verbose_name='programme')),
                ('conditions', models.CharField(blank=True, max_length=255, verbose_name='conditions of participation')),
                ('attendance_mode', models.PositiveSmallIntegerField(choices=[(1, 'On site'), (2, 'Online'), (3, 'On site and online')], default=1, verbose_name='where')),
                ('event_status', models.PositiveSmallIntegerField(choices=[(1, 'Scheduled'), (2, 'Rescheduled'), (3, 'Moved online'), (4, 'Postponed'), (5, 'Full'), (6, 'Cancelled')], default=1, verbose_name='state of the event')),
                ('location_name', models.CharField(blank=True, max_length=100, verbose_name='name of the place')),
                ('address', models.CharField(blank=True, max_length=255, verbose_name='address')),
                ('online_link', models.URLField(blank=True, verbose_name='link to take part online')),
                ('registration', models.CharField(blank=True, max_length=255, verbose_name='registration (link, e-mail or telephone)')),
                ('organiser', models.CharField(blank=True, max_length=120, verbose_name='organiser')),
                ('accessibility', models.JSONField(blank=True, default=dict, help_text='OpenAgenda codes hi, vi, pi, mi, ii → bool')),
                ('by_staff', models.BooleanField(default=False, editable=False, help_text='written in the admin, not proposed')),
                ('first_begins_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('last_ends_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
            },
            bases=('consultation_blocks.contribution',),
        ),
        migrations.AddField(
            model_name='contribution',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='consultation_blocks.activity'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='author',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contribution',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='consultation_blocks.contribution'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='root',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='thread', to='consultation_blocks.contribution'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='subject',
            field=models.ForeignKey(blank=True, help_text='what it is about', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='consultation_blocks.contribution'),
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hash', models.CharField(max_length=64)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('contribution', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='confirmation', to='consultation_blocks.contribution')),
            ],
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('field', models.CharField(blank=True, help_text='id of the form field that it answers', max_length=40)),
                ('file', models.FileField(storage=consultation_blocks.participation.models.private_storage, upload_to='attachments/%Y/%m/')),
                ('is_image', models.BooleanField(default=False)),
                ('width', models.PositiveIntegerField(blank=True, null=True)),
                ('height', models.PositiveIntegerField(blank=True, null=True)),
                ('name', models.CharField(help_text='as the person named it, for display only', max_length=120)),
                ('caption', models.CharField(blank=True, max_length=255, verbose_name='description')),
                ('is_private', models.BooleanField(default=False, help_text='answers a private field: staff only')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='consultation_blocks.contribution')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('consultation_blocks.contribution',),
        ),
        migrations.CreateModel(
            name='MapContribution',
            fields=[
            ],
            options={
                'verbose_name': 'place on the map',
                'verbose_name_plural': 'places on the map',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('consultation_blocks.contribution',),
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
            ],
            options={
                'verbose_name': 'proposal',
                'verbose_name_plural': 'proposals',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('consultation_blocks.contribution',),
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(max_length=12, verbose_name='action')),
                ('from_status', models.CharField(choices=[('draft', 'Draft'), ('unconfirmed', 'Waiting for confirmation by e-mail'), ('pending', 'To moderate'), ('published', 'Published'), ('rejected', 'Rejected'), ('hidden', 'Hidden'), ('withdrawn', 'Withdrawn')], max_length=12)),
                ('to_status', models.CharField(choices=[('draft', 'Draft'), ('unconfirmed', 'Waiting for confirmation by e-mail'), ('pending', 'To moderate'), ('published', 'Published'), ('rejected', 'Rejected'), ('hidden', 'Hidden'), ('withdrawn', 'Withdrawn')], max_length=12)),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='date')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to=settings.AUTH_USER_MODEL)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='consultation_blocks.contribution')),
                ('reason', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consultation_blocks.decisionreason')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_count', models.PositiveIntegerField(default=0)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='consultation_blocks.campaign')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PublishedBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=20)),
                ('value', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, help_text="the block's value as the page keeps it")),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='published_blocks', to='consultation_blocks.activity')),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('insult', 'Insulting or hateful'), ('personal', 'Private information about somebody'), ('spam', 'Advertising'), ('off_topic', 'Nothing to do with the question'), ('other', 'Another reason')], max_length=12, verbose_name='reason')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='details')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='consultation_blocks.contribution')),
                ('reporter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.SmallIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='consultation_blocks.contribution')),
                ('voter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'vote',
                'verbose_name_plural': 'votes',
            },
        ),
        migrations.CreateModel(
            name='Workshop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('name_key', models.CharField(editable=False, max_length=255)),
                ('kind', models.CharField(blank=True, max_length=60, verbose_name='kind')),
                ('date', models.DateField(blank=True, null=True, verbose_name='date')),
                ('place', models.CharField(blank=True, max_length=160, verbose_name='place')),
                ('facilitator', models.CharField(blank=True, max_length=110, verbose_name='facilitator')),
                ('headcount', models.PositiveIntegerField(default=0, verbose_name='participants')),
                ('published_count', models.PositiveIntegerField(default=0)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='workshops', to='consultation_blocks.campaign')),
            ],
            options={
                'verbose_name': 'workshop',
                'verbose_name_plural': 'workshops',
                'ordering': ['campaign_id', 'name'],
            },
        ),
        migrations.AddField(
            model_name='contribution',
            name='workshop',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='consultation_blocks.workshop'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('campaign', 'block_id'), name='activity_one_per_block'),
        ),
        migrations.AddField(
            model_name='eventtiming',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='timings', to='consultation_blocks.event'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['last_ends_at'], name='event_last_end'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('campaign', 'person'), name='participation_one_per_person'),
        ),
        migrations.AddConstraint(
            model_name='publishedblock',
            constraint=models.UniqueConstraint(fields=('activity', 'language'), name='published_block_one_per_language'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('contribution', 'reporter'), name='report_one_per_person'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('contribution', 'voter'), name='vote_one_per_person'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('value__in', [-1, 1])), name='vote_up_or_down'),
        ),
        migrations.AddConstraint(
            model_name='workshop',
            constraint=models.UniqueConstraint(fields=('campaign', 'name_key'), name='workshop_one_per_name'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['activity', 'kind', 'status', '-score', '-id'], name='contribution_best'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['activity', 'kind', 'status', '-published_at', '-id'], name='contribution_newest'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['status', 'submitted_at', 'id'], name='contribution_queue'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['root', 'status', 'id'], name='contribution_thread'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['subject', 'status', '-score', '-id'], name='contribution_comments'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(condition=models.Q(('latitude__isnull', False)), fields=['activity', 'kind', 'status', 'quadkey'], name='contribution_tile'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['author', '-id'], name='contribution_author'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['abuse_hash', 'created_at'], name='contribution_flood'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['activity', 'kind', 'status', 'category', '-score', '-id'], name='contribution_category'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('activity', 'source', 'source_key'), name='contribution_imported_once'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__gte', -90), ('latitude__lte', 90), ('longitude__gte', -180), ('longitude__lte', 180)), _connector='OR'), name='contribution_place_complete'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('stance__in', ['', 'for', 'against', 'neutral'])), name='contribution_known_stance'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'unconfirmed', 'pending', 'published', 'rejected', 'hidden', 'withdrawn'])), name='contribution_known_status'),
        ),
        migrations.AddIndex(
            model_name='eventtiming',
            index=models.Index(fields=['begins_at', 'event'], name='timing_begin'),
        ),
        migrations.AddConstraint(
            model_name='eventtiming',
            constraint=models.UniqueConstraint(fields=('event', 'begins_at'), name='timing_once'),
        ),
        migrations.AddConstraint(
            model_name='eventtiming',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='timing_ends_after_it_begins'),
        ),
    ]
