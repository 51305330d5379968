from django.urls import path

from . import views

urlpatterns = [
    path("timeline/<int:activity_id>/timeline.json", views.timeline_json, name="timeline_json"),
]
