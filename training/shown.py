"""How sites show a comment, a table and subtitles: one of each as the lines of a made-up page."""

import random

from training.stock import Page


def commented(rng: random.Random, style: int, number: int, name: str, age: str, said: str) -> list[str]:
    """One comment in one of thirteen styles."""
    return [
        lambda: [name, age, said],
        lambda: [f"{name} · {age}", said],
        lambda: [f"{name}: {said}"],
        lambda: [said],
        lambda: [name, said, age],
        lambda: [name[:1].upper(), name, age, said, str(rng.randint(0, 90))],
        lambda: [f"{name} {age}", said],
        lambda: [f"{name} says:", age, said],
        lambda: [f"{name}, {age}", said],
        lambda: [f"#{number} {name} ({age})", said],
        lambda: [f"{said} — {name}"],
        lambda: [f"{'    ' * rng.randint(0, 2)}{rng.choice('•*-')} {name}: {said}"],
        lambda: [said, ""],
    ][style]()


JOINED = {
    "en": ("Joined: {year} Posts: {number}", "Posts: {number}", "Member since {year}", "Senior Member", "Registered user"),
    "ru": ("Регистрация: 03.{year} Сообщений: {number}", "Сообщений: {number}", "Участник", "Старожил"),
    "uk": ("Повідомлень: {number}", "З нами з {year}", "Учасник"),
    "fr": ("Inscrit le 3 mai {year} Messages : {number}", "Messages : {number}", "Membre"),
    "de": ("Registriert: {year} Beiträge: {number}", "Beiträge: {number}", "Mitglied"),
    "es": ("Registrado en {year} Mensajes: {number}", "Mensajes: {number}", "Miembro"),
    "tr": ("Kayıt: {year} Mesaj: {number}", "Üye"),
    "ar": ("عضو منذ {year}", "المشاركات: {number}"),
}
PLACES = (
    *("Kafr Amma", "Deir Sanbel", "Novy Log", "Orikhiv", "Tumba", "Djibasso", "Kaswa", "Wadi Halfun", "Zarichne", "Bir Hasan"),
    *("Mweso", "Tanai", "San Roque", "Palaw"),
)
HEADS = (
    *("Date", "Place", "Killed", "Wounded", "District", "Attacks", "Households", "Type", "Side", "Source", "Town", "Total", "Month"),
    *("Week", "Weapon", "Fighters", "Civilians"),
)


def table(rng: random.Random) -> Page:
    """A table as it comes out of a page: a row or a cell on each line."""
    width, rows = rng.randint(2, 4), rng.randint(2, 6)
    heads = rng.sample(HEADS, width)
    sign = rng.choice((" ", " ", " | ", "  ", "; "))
    body = [[rng.choice(PLACES), *(str(rng.choice((0, 1, 2, 5, 14, 77, 1204))) for _ in range(width - 1))] for _ in range(rows)]
    if rng.random() < 0.5:
        return [("B", sign.join(row)) for row in [heads, *body]]
    return [("B", cell) for row in [heads, *body] for cell in row]


def clipped(rng: random.Random, number: int, words: str) -> Page:
    """A paragraph as subtitles: a number, two times, and a few words."""
    parts, out = words.split(), Page()
    for i in range(0, len(parts), 8):
        second = f"{number % 60:02}:{(i * 3) % 60:02}"
        out += [("N", str(number * 7 + i // 8 + 1)), ("N", f"00:{second},{rng.randint(100, 999)} --> 00:{second},{rng.randint(100, 999)}")]
        out.append(("B", " ".join(parts[i : i + 8])))
    return out
