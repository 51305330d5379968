from django.urls import path

from . import views

urlpatterns = [
    path("agenda/<int:activity_id>/new/", views.EventNew.as_view(), name="event_new"),
    path("agenda/<int:activity_id>/agenda.ics", views.agenda_ics, name="agenda_ics"),
    path("agenda/events/<str:reference>/", views.event_detail, name="event_detail"),
    path("agenda/events/<str:reference>/edit/", views.EventEdit.as_view(), name="event_edit"),
    path("agenda/events/<str:reference>/event.ics", views.event_ics, name="event_ics"),
]
