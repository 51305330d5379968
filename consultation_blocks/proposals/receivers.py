"""What follows when an editor changes a form that people have already filled in."""

from django.db.models.signals import pre_save
from django.dispatch import receiver

from ..participation.kinds import ActivityKind
from ..participation.models import Activity
from .services import private_questions, withhold_answers


@receiver(pre_save, sender=Activity)
def withhold_answers_to_private_questions(sender, instance: Activity, raw: bool = False, **kwargs) -> None:
    if raw or instance.pk is None or instance.kind != ActivityKind.PROPOSALS:
        return
    private = private_questions(instance.options)
    if not private:
        return
    before = Activity.objects.filter(pk=instance.pk).values_list("options", flat=True).first() or {}
    newly_private = private - private_questions(before)
    if newly_private:
        withhold_answers(instance, newly_private)
