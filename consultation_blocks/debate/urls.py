from django.urls import path

from . import views

urlpatterns = [
    path("<int:activity_id>/comment/", views.CommentView.as_view(), name="debate_comment"),
    path("<int:activity_id>/threads/", views.threads_fragment, name="debate_threads"),
    path("comments/<str:reference>/", views.comment_detail, name="comment_detail"),
    path("comments/<str:reference>/replies/", views.replies_fragment, name="comment_replies"),
    path("comments/<str:reference>/edit/", views.EditCommentView.as_view(), name="debate_edit"),
]
