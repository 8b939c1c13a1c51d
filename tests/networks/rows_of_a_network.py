"""One row of everything a network can have, so that every page of it can be opened."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Referral
from mikrovirk.directory.services.imports import keep_list
from mikrovirk.health.models import RaisedWarning
from mikrovirk.home import bringing
from mikrovirk.home.bringing import SUBJECTS
from mikrovirk.live.models import Photo, Recap, SeatTaken, Story
from mikrovirk.live.services.room import open_evening
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.networks.models import KnowHow, Network, Role, RoleChange
from mikrovirk.overview.models import ContactUse, ListedBusiness
from mikrovirk.programme.models import Material, Meeting, Season, Talk, TaskTemplate, Topic
from mikrovirk.programme.services.invitations import draft_invitation
from tests import factories
from tests.landscape import circle_rows, tour_story
from tests.programme import session_rows, stage_rows
from tests.voice import consultation_rows, planner_pages, round_rows, steering_rows, stream_rows

LIST = "Fornavn;Efternavn;E-mail;Virksomhed\nBo;Lind;bo@firma.example;Bo & Co\n"
EVENINGS = "Dato;Emne\n4. marts 2026;Moms\nuden dag;Salg\n"


@dataclass(frozen=True)
class Rows:
    """A network, its coordinator, and for each page the keys in its address."""

    network: Network
    coordinator: User
    keys: dict[str, int]
    keys_of_page: dict[str, dict[str, int | str]]

    def of(self, page: str) -> dict[str, int | str]:
        """What stands in the address of `page`, by name; the page's own keys come before those of its kind."""
        return {**self.keys, **self.keys_of_page.get(page, {})}


def rows_of(place: Network) -> Rows:
    coordinator = factories.coordinator(place)
    soon = timezone.now() + timedelta(days=20)
    at = stage_rows.introductions(place, format=factories.format_1_0(place), starts_at=soon)
    draft = factories.meeting(place, starts_at=timezone.now() + timedelta(days=50), state=Meeting.State.DRAFT)
    seat = stage_rows.with_seat(place, starts_at=timezone.now() + timedelta(days=80))
    lise = factories.member(place)
    coming = factories.sign_up(at, lise)
    Referral.objects.create(network=place, person=lise, made_at=timezone.now())
    topic = Topic.objects.create(network=place, name="Moms")
    talk = Talk.objects.create(network=place, meeting=at, topic=topic, title="Moms", state=Talk.State.ACCEPTED)
    material = Material.objects.create(talk=talk, kind=Material.Kind.CHECKLIST, title="Moms", text="Ring til SKAT")
    season = Season.objects.create(network=place, name="Efterår")
    usual = TaskTemplate.objects.create(network=place, title="Kaffe")
    steering = Role.objects.get(user=factories.role("steering", place))
    gone = factories.user()
    ended = RoleChange.objects.create(network=place, user=gone, role="steering", what="ended", at=timezone.now())
    note = KnowHow.objects.create(network=place, subject="Nøglen", text="Ligger hos biblioteket.")
    kept = keep_list(place, content=LIST.encode(), file_name="liste.csv", by=coordinator, at=timezone.now())
    table = bringing.bring(
        place, SUBJECTS["meetings"], content=EVENINGS.encode(), file_name="moder.csv", by=coordinator, at=timezone.now()
    )
    mailing = draft_invitation(at, at=timezone.now())
    message = mailing.messages.get(user=lise.user)
    bounced = factories.member(place, bounced_at=timezone.now()).user
    offer, asked = stage_rows.offer(at, lise), stage_rows.application(place, lise)
    task = stage_rows.task(at)
    choice = session_rows.take(session_rows.session(at), coming)
    photo = Photo.objects.create(evening=open_evening(at, at=timezone.now()), image="a.jpg", at=timezone.now())
    Recap.objects.create(meeting=at, text="Vi blev klogere.", kept_at=timezone.now())
    turn = SeatTaken.objects.create(application=stage_rows.application(place, lise), evening=photo.evening)
    story = Story.objects.create(seat=turn, title="Tre nye kunder", text="Det virkede.", agreed_at=timezone.now())
    warned = RaisedWarning.objects.create(
        network=place, kind="pause", evidence={"days": 90, "usual": 28}, since=timezone.now(), seen_at=timezone.now()
    )
    came_in = IncomingMail.objects.create(
        network=place, digest=f"{place.pk}", via="imap", sort="loose", for_people=True, received_at=timezone.now()
    )
    listed = ListedBusiness.objects.create(
        network=place, unit_id="10000001", chosen_at=timezone.now(), changed_at=timezone.now()
    )
    ContactUse.objects.create(
        network=place, at=timezone.now(), form="visits", purpose="Besøg", register_date=timezone.localdate(), count=1
    )
    asked_round, unsent, typed, unsure = round_rows.rows_for_pages(place, lise)
    chosen = {
        **dict.fromkeys(round_rows.PAGES_OF_ONE_SENT, asked_round),
        **dict.fromkeys(round_rows.PAGES_OF_ONE_PREPARED, unsent),
        "health:act": warned,
        "health:set_aside": warned,
        "health:take_back": warned,
        "live:story_publish": story,
        "live:story_take_down": story,
        "programme:season_undo": season,
        "programme:format_edit": at.format,
        "programme:format_stop": at.format,
        "programme:format_use": at.format,
        "programme:topic_edit": topic,
        "programme:topic_remove": topic,
        "programme:usual_task_remove": usual,
        "programme:venue_edit": (venue := factories.venue(place)),
        "programme:venue_remove": venue,
        "programme:talk_material": talk,
        "programme:material_remove": material,
        "programme:material_file": material,
        "programme:hot_seat_choose": asked,
        "programme:hot_seat_undo": asked,
        "programme:hot_seat_ask": seat,
        "programme:meeting_publish": draft,
        "programme:meeting_remove": draft,
        "home:bring_member_columns": kept,
        **dict.fromkeys(("home:bring_table", "home:bring_columns", "home:bring_set_aside"), table),
        **dict.fromkeys(("home:bring_carry_out", "home:bring_undo"), table),
        "directory:import_preview": kept,
        "directory:import_choose": kept,
        "directory:import_carry_out": kept,
        "directory:import_undo": kept,
        "directory:import_unreadable": kept,
        "directory:member": lise,
        "programme:member_meetings": lise,
        "directory:edit_member": lise,
        "directory:member_business": lise,
        "directory:member_other_business": lise,
        "directory:leave": lise,
        "directory:undo_leaving": lise,
        "directory:make_member": lise,
        "mailing:mailing": mailing,
        "mailing:edit": mailing,
        "mailing:approve": mailing,
        "mailing:stop": mailing,
        "mailing:resume": mailing,
        "mailing:leave_out": mailing,
        "mailing:address": bounced,
        "mailing:mend": bounced,
        "mailing:again": message,
        "mailing:incoming_mail": came_in,
        "mailing:incoming_take": came_in,
        "mailing:incoming_put_away": came_in,
        "mailing:incoming_undo": came_in,
        "mailing:incoming_whose": came_in,
        "overview:invite_outcome": listed,
        "overview:invite_remove": listed,
        "networks:revoke_role": steering,
        "networks:give_role_again": ended,
        "networks:note_edit": note,
        "networks:note_remove": note,
        "networks:note_put_back": note,
    }
    pages: dict[str, dict[str, int | str]] = {page: {"pk": row.pk} for page, row in chosen.items() if row}
    pages |= consultation_rows.pages_of(place)
    pages |= steering_rows.pages_of(place, coordinator)
    pages |= stream_rows.pages_of(place)
    pages |= planner_pages.pages_of(place)
    pages |= circle_rows.pages_of(place, coordinator, at)
    pages |= tour_story.pages_of(place, coordinator)
    pages["voice:round_untype"] = {"pk": asked_round.pk, "input_pk": typed.pk}
    pages["voice:round_unsure"] = {"pk": asked_round.pk, "input_pk": unsure.pk}
    pages["mailing:incoming_take"] |= {"key": "voice.stream"}
    pages["mailing:kind"] = pages["mailing:rule"] = {"key": mailing.kind}
    keys = {
        "pk": at.pk,
        "sign_up_pk": coming.pk,
        "task_pk": task.pk,
        "offer_pk": offer.pk,
        "photo_pk": photo.pk,
        "message_pk": message.pk,
        "session_pk": choice.session.pk,
        "choice_pk": choice.pk,
        "number": 0,
        "subject": "meetings",
    }
    return Rows(place, coordinator, keys, pages)
