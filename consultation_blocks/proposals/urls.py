from django.urls import path

from . import views

urlpatterns = [
    path("proposals/<int:activity_id>/new/", views.ProposalNew.as_view(), name="proposal_new"),
    path("proposals/<str:reference>/", views.proposal_detail, name="proposal_detail"),
    path("proposals/<str:reference>/preview/", views.ProposalPreview.as_view(), name="proposal_preview"),
    path("proposals/<str:reference>/edit/", views.ProposalEdit.as_view(), name="proposal_edit"),
]
