"""What members say: the board, themes, one input, who is told, conclusions; and what authors see of it."""

from django.urls import path

from mikrovirk.voice.views import board, conclusions, inputs, said, themes, told

HERE = "networks/<slug:network_slug>/voice/"
THEME = f"{HERE}themes/<int:pk>/"
INPUT = f"{HERE}inputs/<int:pk>/"
CONCLUSIONS = f"{HERE}rounds/<int:pk>/conclusions/"
ONE = f"{CONCLUSIONS}<int:number>/"
urlpatterns = [
    path(HERE, board.stream, name="stream"),
    path(f"{HERE}sort/", board.sort, name="sort"),
    path(f"{HERE}undo/", board.undo, name="undo"),
    path(f"{HERE}waiting/", board.waiting, name="waiting"),
    path(f"{HERE}thank/", board.thank_counted, name="thank_counted"),
    path(f"{HERE}words/<int:pk>/seen/", board.word_seen, name="word_seen"),
    path(f"{HERE}themes/", themes.themes, name="themes"),
    path(f"{HERE}themes/suggested/", themes.suggested, name="suggested"),
    path(f"{HERE}themes/suggested/answer/", themes.suggested_answer, name="suggested_answer"),
    path(THEME, themes.theme, name="theme"),
    path(f"{THEME}change/", themes.change, name="theme_change"),
    path(f"{THEME}merge/", themes.merge, name="theme_merge"),
    path(f"{THEME}remove/", themes.remove, name="theme_remove"),
    path(f"{THEME}outcome/", themes.outcome, name="theme_outcome"),
    path(f"{THEME}open/", themes.open_again, name="theme_open"),
    path(INPUT, inputs.input, name="input"),
    path(f"{INPUT}outcome/", inputs.outcome, name="input_outcome"),
    path(f"{INPUT}take-back/", inputs.take_back, name="input_take_back"),
    path(f"{INPUT}again/", inputs.again, name="input_again"),
    path(f"{HERE}told/", told.told, name="told"),
    path(f"{HERE}told/tell/", told.tell, name="tell"),
    path(f"{HERE}told/in-person/", told.in_person, name="told_in_person"),
    path(CONCLUSIONS, conclusions.conclusions, name="conclusions"),
    path(f"{CONCLUSIONS}konklusioner.pdf", conclusions.pdf, name="conclusions_pdf"),
    path(f"{CONCLUSIONS}add/", conclusions.add, name="conclusion_add"),
    path(f"{CONCLUSIONS}conclude/", conclusions.conclude, name="conclude"),
    path(f"{CONCLUSIONS}open/", conclusions.open_again, name="conclusions_open"),
    path(f"{ONE}change/", conclusions.change, name="conclusion_change"),
    path(f"{ONE}up/", conclusions.act, {"what": "up"}, name="conclusion_up"),
    path(f"{ONE}down/", conclusions.act, {"what": "down"}, name="conclusion_down"),
    path(f"{ONE}remove/", conclusions.act, {"what": "remove"}, name="conclusion_remove"),
    path(f"{ONE}office/", conclusions.approve, {"side": "office"}, name="approve_office"),
    path(f"{ONE}steering/", conclusions.approve, {"side": "steering"}, name="approve_steering"),
    path("me/said/", said.said, name="said"),
    path("me/said/<int:pk>/erase/", said.said_erase, name="said_erase"),
    path("r/<str:receipt>/", said.receipt, name="receipt"),
    path("r/<str:receipt>/word/", said.receipt_word, name="receipt_word"),
    path("r/<str:receipt>/erase/", said.receipt_erase, name="receipt_erase"),
]
