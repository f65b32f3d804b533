"""The language of a text: of its words, not of its names."""

import pytest

from frontlog.documents.language import language

CASES = [
    ("en", "Government troops entered the northern suburbs shortly before dawn."),
    ("en", "Fighters of Liwa al-Quds and Faylaq al-Sham left Tell Rifaat for Maarrat al-Numan, Abu Khalid al-Homsi said on Monday."),
    ("en", "TWO PEOPLE WERE KILLED WHEN A SHELL HIT THE SCHOOL, THE MAYOR SAID"),
    ("en", "The Ministère de la Défense said that its soldiers had left Gao."),
    ("fr", "Les rebelles ont démenti avoir quitté la colline."),
    ("de", "Regierungstruppen rückten kurz vor der Morgendämmerung in die Vororte ein."),
    ("ru", "Повстанцы отрицают, что оставили высоту, сообщает Deutsche Welle."),
    ("uk", "Міністерство повідомило, що всі цілі досягнуто."),
    ("ar", "نفى المعارضون أنهم انسحبوا من التلة قرب Deir ez-Zor."),
    ("fa", "شورشیان ترک تپه را رد کردند و گفتند می‌مانند."),
    ("tr", "İkmal yolu pazar gününden beri kapalı, dedi vali."),
    ("", "Al-Shaddadi, Al-Hawl, Al-Busayrah, Tell Brak"),
    ("", "Abu Bakr al-Baghdadi, Abu Muhammad al-Adnani"),
    ("", "T-72, BMP-2: 4 / 5"),
    ("", "12:30"),
    ("", ""),
]


@pytest.mark.parametrize(("code", "text"), CASES)
def test_language(code: str, text: str) -> None:
    assert language(text) == code
