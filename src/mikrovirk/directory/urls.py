"""The addresses of members, imports, the directory, and the member's own pages."""

from django.urls import path

from mikrovirk.directory.views import directory, imports, joining, members, profile

app_name = "directory"
NETWORK = "networks/<slug:network_slug>/"
MEMBERS = f"{NETWORK}members/"
IMPORT = f"{MEMBERS}import/<int:pk>/"
ONE = f"{MEMBERS}<int:pk>/"
urlpatterns = [
    path(MEMBERS, members.members, name="members"),
    path(f"{MEMBERS}new/", members.add_member, name="add_member"),
    path(f"{MEMBERS}members.csv", members.export, {"kind": "csv"}, name="export_csv"),
    path(f"{MEMBERS}members.xlsx", members.export, {"kind": "xlsx"}, name="export_xlsx"),
    path(f"{MEMBERS}import/", imports.upload, name="import"),
    path(IMPORT, imports.preview, name="import_preview"),
    path(f"{IMPORT}choose/", imports.choose, name="import_choose"),
    path(f"{IMPORT}carry-out/", imports.carry_out, name="import_carry_out"),
    path(f"{IMPORT}undo/", imports.undo, name="import_undo"),
    path(f"{IMPORT}rows-to-mend.csv", imports.unreadable, name="import_unreadable"),
    path(ONE, members.member, name="member"),
    path(f"{ONE}edit/", members.edit_member, name="edit_member"),
    path(f"{ONE}business/", members.edit_business, name="member_business"),
    path(f"{ONE}other-business/", members.change_business, name="member_other_business"),
    path(f"{ONE}leave/", members.leave, name="leave"),
    path(f"{ONE}undo-leaving/", members.undo_leaving, name="undo_leaving"),
    path(f"{ONE}join/", members.make_member, name="make_member"),
    path("directory/", directory.directory, name="directory"),
    path("directory/<slug:slug>/", directory.business, name="business"),
    path(f"{NETWORK}businesses/", directory.network_directory, name="network_directory"),
    path(f"{NETWORK}join/", joining.join, name="join"),
    path(f"{NETWORK}join/asked/", joining.asked_to_join, name="asked_to_join"),
    path(f"{NETWORK}join/confirm/<str:token>/", joining.confirm_join, name="confirm_join"),
    path(f"{NETWORK}join/<str:token>/", joining.invited, name="invited"),
    path("me/profile/", profile.profile, name="profile"),
    path("me/profile/picture/", profile.set_picture, name="set_picture"),
    path("me/profile/picture/remove/", profile.remove_picture, name="remove_picture"),
    path("me/profile/seen/", profile.seen, name="seen"),
    path("me/profile/mails/<int:pk>/", profile.want_again, name="want_again"),
    path("me/business/new/", profile.new_business, name="new_business"),
    path("me/business/<int:pk>/", profile.my_business, name="my_business"),
    path("people/<int:pk>/picture.jpg", profile.picture, name="picture"),
]
