"""What the buttons and headings of pages say in other languages than English: comments, related reports, sharing.

The names are those of the macros that the tables of expressions use (patterns.py). Words are lower case; tables match in any case.
"""

COMMENT_HEADINGS = """
comments? | reader comments? | comentarios? | coment[aá]rios? | commentaires? | kommentare? | leserkommentare | commenti | reacties
yorum(?:lar)? | komentarze? | комментари(?:и|й|я|ев) | коментар(?:і|ів|ї)? | обсуждение | обговорення | تعليق(?:ات)? | التعليقات | نظرات
תגובות | opiniones de los lectores | opinie czytelników | opinioni dei lettori | avis des lecteurs | réactions des lecteurs
lesermeinungen | leserbriefe | okur yorumları | мнени(?:я|е) читателей | отзывы читателей | відгуки читачів | думки читачів
آراء القراء | تعليقات القراء | نظر(?:ات)? (?:شما|کاربران|خوانندگان)(?: چیست)?؟? | دیدگاه[\u200c ]?ها | 网友评论 | 最新评论 | コメント
댓글 | አስተያየቶች | faallooyin(?:ka)? | maoni ya wasomaji | komentari | bình luận | σχόλια | komentáře | hozzászólások | comentarii
"""
COMMENT_BUTTONS = """
ver (?:más|todos los) comentarios | escrib(?:e|a|ir) un comentario | deja (?:un|tu) comentario
(?:schreiben sie|schreibe?) einen? kommentar | kommentar (?:schreiben|verfassen)
(?:laisser|écrire|ajouter) un commentaire | yorum (?:yap|yaz|ekle)
(?:оставить|написать|добавить) комментарий | показать (?:все|следующие|ещё|еще) комментарии | (?:залишити|додати|написати) коментар
(?:сначала|спочатку) (?:старые|новые|старі|нові) | (?:أضف|اترك) تعليقا?
(?:הוסיפו|הוסף|כתבו) תגובה | הגיבו(?: לכתבה)? | (?:dodaj|napisz) komentarz | skomentuj | (?:lascia|scrivi) un commento
plaats (?:een )?reactie | (?:deixe|escreva) (?:um|seu|o seu) comentário | (?:ارسال|ثبت) (?:نظر|دیدگاه) | 发表评论 | 我要评论
"""
RELATED_HEADINGS = """
mehr zum thema | lesen sie auch | auch interessant | das könnte sie (?:auch )?interessieren | lire aussi | à lire aussi
sur le même (?:sujet|thème) | lee también | te puede interesar | noticias relacionadas | más noticias | leia também | leggi anche
читайте также | читать также | по теме | другие новости | читайте також | за темою | ilgili haberler | اقرأ أيضا | اقرأ المزيد
مواضيع ذات صلة
"""
PAYWALLS = """
il vous reste [0-9]+ ?% | (?:cet )?article réservé (?:à nos|aux) abonnés | (?:dieser artikel ist )?nur für abonnent(?:en|innen)
(?:contenido|artículo) exclusivo para suscriptores | (?:материал|статья) доступ(?:ен|на) (?:только )?(?:по подписке|подписчикам)
"""
SHARE_BUTTONS = """
teilen | drucken | compartir | imprimir | compartilhar | partager | imprimer | condividi | paylaş | yazdır | tweetle | beğen
поделиться | нравится | мне нравится | репост | подписаться | ответить | поділитися | подобається | підписатися | شارك | مشاركة | طباعة
udostępnij | drukuj | wydrukuj | delen | sdílet | zdieľať
"""
# Only what asks for the page itself: a politician's "support the army" is none.
PLEAS = """
поддержите (?:нас|наш|проект|редакцию|канал|журналист) | поддержать (?:нас|наш|проект|редакцию|канал|автора)
підтрима(?:йте|ти) (?:нас|наш|проєкт|редакцію|канал)
spendenkonto\\b | (?:unterstützen sie|unterstütze|unterstützt) (?:uns|unsere arbeit|unseren journalismus)
jetzt spenden\\b
soutenez(?:-nous| notre (?:travail|média|journal)) | faites? un don\\b | apóyanos\\b
apoya nuestro (?:trabajo|periodismo) | haz una donación
apoie(?:-nos| o nosso (?:trabalho|jornalismo)) | faça uma doação | sostieni(?:ci| il (?:giornale|nostro))
fai una donazione
bize destek ol | bağış yap(?:ın)?\\b | wesprzyj (?:nas|naszą) | wspieraj (?:nas|naszą) | postaw (?:nam|mi) kawę
dzięki (?:prenumeratorom|czytelnikom|patronom)\\b
steun ons\\b | doneer (?:nu|aan ons)\\b | (?:به )?ما کمک مالی | از ما حمایت (?:مالی )?کنید | תמכו בנו
תרמו (?:לנו|עכשיו) | ادعمونا | تبرع(?:وا)? (?:لنا|الآن)
ادعم (?:صحافتنا|الصحافة المستقلة|موقعنا)
"""
AUTHORS = """
autor(?:ka)? (?:jest|mieszka|pracuje|był) | (?:der autor|die autorin) (?:ist|war|lebt|arbeitet|schreibt)\\b
l['’](?:auteure?|autrice) (?:est|vit|travaille)\\b
(?:el autor|la autora) (?:es|vive|trabaja)\\b | l['’](?:autore|autrice) (?:è|vive|lavora)\\b
(?:o autor|a autora) (?:é|vive|trabalha)\\b
de (?:auteur|schrijver|schrijfster) (?:is|woont|werkt)\\b
автор[ка]*(?: [а-яіїє]+)? (?:—|–|-|является|живёт|живет|є|живе|мешкає)\\s
"""


def _either(words: str) -> str:
    return f"(?:{'|'.join(part.strip() for line in words.strip().splitlines() for part in line.split(' | '))})"


FOREIGN_MACROS = {
    "COMMENTS": _either(COMMENT_HEADINGS),
    "COMMENTWRITE": _either(COMMENT_BUTTONS),
    "RELATED": _either(RELATED_HEADINGS),
    "PAYWALL": _either(PAYWALLS),
    "SHAREWORD": _either(SHARE_BUTTONS),
    "PLEA": _either(PLEAS),
    "THEAUTHOR": _either(AUTHORS),
}
