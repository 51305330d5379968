import consultation_blocks.participation.activities
import django.db.models.deletion
import pages.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='CampaignIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lede', models.CharField(blank=True, help_text='Shown under the title, in lists and when the page is shared.', max_length=300, verbose_name='in one sentence')),
            ],
            options={
                'verbose_name': 'list of campaigns',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='CampaignPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lede', models.CharField(blank=True, help_text='Shown under the title, in lists and when the page is shared.', max_length=300, verbose_name='in one sentence')),
                ('question', models.CharField(blank=True, help_text='The question put to the inhabitants, in their words.', max_length=255, verbose_name='question')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, help_text='Open until 23:59 on that day.', null=True, verbose_name='last day')),
                ('district', models.CharField(blank=True, help_text='Empty: the whole city.', max_length=80, verbose_name='district')),
                ('kind', models.CharField(choices=[('consultative', 'Consultative: the council decides, in the light of what people say'), ('decisive', 'Decisive: what people choose is done')], default='consultative', max_length=12, verbose_name='what the result is worth')),
                ('decision_maker', models.CharField(blank=True, help_text='In a few words: “The city council, in March”. No full stop.', max_length=255, verbose_name='who decides')),
                ('criteria', wagtail.fields.RichTextField(blank=True, verbose_name='by which criteria contributions are used')),
                ('feedback', models.CharField(blank=True, max_length=255, verbose_name='feedback that is due')),
                ('feedback_on', models.DateField(blank=True, null=True, verbose_name='feedback due on')),
                ('phases', pages.fields.BlockStream([], blank=True, verbose_name='phases')),
                ('body', pages.fields.BlockStream([], blank=True, verbose_name='content')),
            ],
            options={
                'verbose_name': 'campaign',
                'verbose_name_plural': 'campaigns',
            },
            bases=(consultation_blocks.participation.activities.ActivityHost, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='CampaignTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lede', models.CharField(blank=True, help_text='Shown under the title, in lists and when the page is shared.', max_length=300, verbose_name='in one sentence')),
                ('body', pages.fields.BlockStream([], blank=True, verbose_name='content')),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lede', models.CharField(blank=True, help_text='Shown under the title, in lists and when the page is shared.', max_length=300, verbose_name='in one sentence')),
                ('body', pages.fields.BlockStream([], blank=True, verbose_name='content')),
            ],
            options={
                'verbose_name': 'standard page',
            },
            bases=('wagtailcore.page',),
        ),
    ]
