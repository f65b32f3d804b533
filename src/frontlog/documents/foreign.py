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
تبصر[ےه] | آپ کی رائے | टिप्पणि(?:यां|याँ|यों) | পাঠকের মন্তব্য | মন্তব্য | kommentit | kommentarer | läsarkommentarer | komentar(?:ji|y)? | maoni
შეხედულებები | კომენტარები | մեկնաբանություններ | şərhlər | пікірлер | fikrlar | ความคิดเห็น | မှတ်ချက်များ | fikirên xwendevanan | şîrove
"""
COMMENT_BUTTONS = """
ver (?:más|todos los) comentarios | escrib(?:e|a|ir) un comentario | deja (?:un|tu) comentario
(?:schreiben sie|schreibe?) einen? kommentar | kommentar (?:schreiben|verfassen)
(?:laisser|écrire|ajouter) un commentaire | yorum (?:yap|yaz|ekle)
(?:оставить|написать|добавить) комментарий | показать (?:все|следующие|ещё|еще) комментарии | (?:залишити|додати|написати) коментар
(?:сначала|спочатку) (?:старые|новые|старі|нові) | (?:أضف|اترك) تعليقا?
(?:הוסיפו|הוסף|כתבו) תגובה | הגיבו(?: לכתבה)? | (?:dodaj|napisz) komentarz | skomentuj | (?:lascia|scrivi) un commento
plaats (?:een )?reactie | (?:deixe|escreva) (?:um|seu|o seu) comentário | (?:ارسال|ثبت) (?:نظر|دیدگاه) | 发表评论 | 我要评论
已有 ?[0-9]+ ?人参与.* | 查看更多评论
(?:keine kommentare|aucun commentaire|no hay comentarios|nenhum comentário|nessun commento|нет комментариев)(?: ?:)?
(?:немає коментарів|няма коментари|yorum yok|tidak ada komentar|brak komentarzy|geen opmerkingen|inga kommentarer)(?: ?:)?
(?:ingen kommentarer|δεν υπάρχουν σχόλια|nema komentara|niciun comentariu|nincsenek megjegyzések|žádné komentáře)(?: ?:)?
(?:ليست هناك تعليقات|אין תגובות|コメントはありません|댓글 없음|没有评论|沒有留言|கருத்துகள் இல்லை|कोई टिप्पणी नहीं)(?: ?:)?
kommentar veröffentlichen | enregistrer un commentaire | publicar un comentario | postar um comentário | отправить комментарий
дописати коментар | yorum gönder | posting komentar | prześlij komentarz | posta un commento | een reactie posten
(?:skicka|legg inn|send) en kommentar | δημοσίευση σχολίου | публикуване на коментар | objavi komentar | trimiteți un comentariu
megjegyzés küldése | okomentovat | إرسال تعليق | הוסף רשומת תגובה | コメントを投稿 | 댓글 쓰기 | 發佈留言 | கருத்துரையிடுக
एक टिप्पणी भेजें | залишити відповідь | zostaw odpowiedź | bir (?:cevap|yanıt) yaz(?:ın)? | deja una respuesta | deixe uma resposta
lascia una risposta | geef een reactie | lämna (?:ett svar|en kommentar) | skriv et svar | napsat komentář | tinggalkan balasan
αφήστε μια απάντηση | lasă un răspuns | ostavi(?:te)? (?:komentar|odgovor) | جواب دیں | پاسخ دهید
دیدگاهتان را بنویسید | để lại một bình luận
"""
# That the address of a commenter stays unseen, as one maker of sites writes it in each language.
UNSEEN_ADDRESSES = """
votre adresse (?:e-?mail|de messagerie) ne sera pas publiée | tu dirección de correo (?:electrónico )?no será publicada
o seu endereço de e-?mail não será publicado | deine e-?mail-adresse wird nicht veröffentlicht
ваш (?:адрес )?e-?mail не будет опубликован | адрес вашего e-?mail не будет опубликован | لن يتم نشر عنوان بريدك
ваша e-?mail адреса не оприлюднюватиметься | twój adres e-?mail nie zostanie opublikowany | e-?posta adresiniz yayınlanmayacak
din e-?postadress kommer inte | je e-?mailadres wordt niet gepubliceerd | het e-?mailadres wordt niet gepubliceerd
il tuo indirizzo e-?mail non sarà pubblicato | alamat e-?mail anda tidak akan dipublikasikan | adresa ta de e-?mail nu va fi publicată
vaša adresa e-?pošte neće biti objavljena | vaše e-?mailová adresa nebude zveřejněna | η ηλ(?:[.]|εκτρονική) διεύθυνση σας δεν δημοσιεύεται
آپ کا ای میل ایڈریس شائع نہیں | نشانی ایمیل شما منتشر نخواهد
"""
RELATED_HEADINGS = """
mehr zum thema | lesen sie auch | auch interessant | das könnte sie (?:auch )?interessieren | lire aussi | à lire aussi
sur le même (?:sujet|thème) | le[ea] también | l[ea]e? también | vea también | ver también | [tl]es? (?:puede|podría) interesar
(?:lea|lee|vea|mira|mire) además | (?:à )?(?:lire|voir) également | ti potrebbe interessare | guarda anche
przeczytaj (?:także|też|również)
би можело да ве интересира | може да ве интересува | прочетете (?:още|и) | вижте (?:още|също) | прочитајте (?:и|још)
смотрите также | смотри также | дивіться також | ayrıca oku(?:yun)?
publicaciones relacionadas | temas relacionados | artículos relacionados | à voir aussi | voir aussi
articles? (?:liés?|similaires?|connexes?) | sur le même thème | dans la même rubrique | veja também | saiba mais | artigos relacionados
matérias relacionadas | leia mais | lees ook | meer over dit onderwerp | zie ook | czytaj (?:także|też|również) | zobacz (?:także|też)
baca juga | berita terkait | artikel terkait | soma pia | habari zinazohusiana | pročitajte (?:još|i) | povezane vesti | vezani članci
số liên quan | यह भी पढ़ें | ये भी पढ़ें | আরও পড়ুন | আরো পড়ুন | مزید پڑھیں | یہ بھی پڑھیں | بیشتر بخوانید | אולי יעניין אותך
כתבות נוספות | ավելին | ဆက်စပ်သတင်း | siehe auch | mehr zu diesem thema | weitere artikel | noticias relacionadas | más noticias
le[ea] m[aá]s
leia também | leggi anche | читайте также | читать также | по теме | другие новости | читайте також | за темою | ilgili haberler
اقرأ أيضا | اقرأ المزيد | مواضيع ذات صلة
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
# Only what follows, joins or subscribes to the page itself.
FOLLOWS = """
подпи(?:сывайтесь|сывайся|шитесь|шись) на (?:наш|нас|канал|телеграм|telegram|youtube|рассылку) | читайте (?:и смотрите )?нас\\b
(?:следите за|вступайте в|присоединяйтесь к) (?:наш|нам)
підпи(?:суйтесь|сатися|шіться|шись) на (?:наш|нас|канал|телеграм|telegram|youtube|розсилку) | (?:стежте за нами|читайте нас)\\b
більше новин (?:—|–|-|у|в)\\s | abonnez-vous | suivez-nous | inscrivez-vous à (?:notre|la) | rejoignez-nous
téléchargez (?:notre|l['’]) ?appli | abonnieren sie (?:unser|den) | folgen sie uns | melden sie sich (?:für|zum) .{0,20}newsletter
suscríbe(?:te|se) | síg(?:ue|a)nos | únete a nuestr | descarg(?:a|ue) (?:nuestra|la) app
inscreva-se | assine (?:a nossa|nossa|o) | siga-nos | baixe (?:o|nosso) app | iscriviti | seguici | unisciti al nostro | scarica l['’]app
abone ol | bizi takip ed | (?:uygulamamızı|haber uygulamasını) indir | telegram kanalımız
obserwuj nas | zapisz się na | dołącz do (?:nas|naszej) | pobierz (?:naszą )?aplikację | volg ons | meld je aan voor | följ oss | følg oss
ακολουθήστε (?:μας|το) | εγγραφείτε στο | ikuti (?:kami|saluran|kanal) | gabung (?:di|dengan) (?:grup|kanal|channel)
dapatkan (?:update|berita) | (?:اشترك|اشتركوا) (?:في|ب) ?(?:نشر|قنا|خدم) | تابعونا | تابعنا (?:على|عبر) | انضم(?:وا)? إلى (?:قنا|مجموع)
(?:به )?کانال (?:تلگرام )?ما | ما را (?:در|دنبال) | עקבו אחרינו | הצטרפו (?:ל|אל)(?:ערוץ|קבוצת|נו) | nagu soo biir | kala soco
关注我们 | 扫(?:一扫|码)关注 | 订阅我们 | フォロー(?:する|してください) | 会員登録 | हमें फॉलो | हमारे .{0,20}से जुड़ें | tufuate | jiunge na
"""
# Whether this page was of use, and how often it was seen.
USEFUL = """
(?:آیا )?این (?:خبر|مطلب|مقاله) (?:برای شما )?(?:مفید|خوب) بود | هل (?:كانت?|أعجبك|وجدت) .{0,24}(?:مفيد|المقال|الخبر)
(?:была ли|понравилась(?: ли)? вам|оцените) (?:эта |эту )?(?:статья|статью|новость|материал)
чи (?:була|сподобалася) .{0,16}(?:стаття|новина) | war dieser artikel | (?:cet article|cette page) vous a-t-(?:il|elle)
¿?te (?:ha|fue|resultó) .{0,16}(?:útil|interesante) | (?:este|esta) (?:artigo|notícia|página) foi útil
(?:bu (?:haber|içerik|yazı)) .{0,12}(?:faydalı|yararlı|beğen) | czy (?:ten )?artykuł | (?:questo articolo|questa pagina) .{0,20}utile
was dit artikel nuttig | 这篇文章(?:对您)?有(?:用|帮助)吗 | האם (?:הכתבה|המאמר) .{0,16}(?:מועיל|עזר)
"""
VIEWS = """
views | reads | hits | visits | (?:total|page) views | بازدید | تعداد بازدید | مشاهدات | المشاهدات | عدد (?:المشاهدات|القراءات|الزيارات)
просмотр(?:ы|ов)? | перегляд(?:и|ів)? | vistas | visualiza(?:ções|ciones) | visite | visualizzazioni | vues | aufrufe | okunma
görüntülenme | wyświetle(?:ń|nia) | צפיות | 阅读 | 浏览(?:量|次数)? | lượt xem | dilihat
"""
RIGHTS = """
tüm hakları saklıdır | hakkı saklıdır | все права защищены | всі права захищені? | todos (?:los derechos|os direitos) reservados
tous droits réservés | alle rechte vorbehalten | جميع الحقوق محفوظة | كافة الحقوق محفوظة | כל הזכויות שמורות | 版权所有 | 無断転載
wszelkie prawa zastrzeżone | tutti i diritti riservati | riproduzione riservata | alle rechten voorbehouden | hak cipta dilindungi
تمامی? حقوق .{0,30}محفوظ | sva prava zadržana | με την επιφύλαξη παντός δικαιώματος | 무단 ?전재
"""
READING_TIMES = """
(?:temps de )?lecture ?:? ?(?:de )?[0-9]+ ?min | lesezeit ?:? ?(?:ca\\. ?)?[0-9]+ | tiempo de lectura ?:? ?[0-9]+
tempo d[ie] lett?ura ?:? ?[0-9]+ | время (?:на )?чтени[ея] ?:? ?[0-9]+ | час читання ?:? ?[0-9]+ | okuma süresi ?:? ?[0-9]+
czas czytania ?:? ?[0-9]+ | leestijd ?:? ?[0-9]+ | (?:وقت|مدة) القراءة ?:? ?[0-9٠-٩]+ | زمان مطالعه ?:? ?[0-9۰-۹]+
זמן קריאה ?:? ?[0-9]+ | 阅读时间 ?[:：]? ?[0-9]+
[0-9]+ (?:min(?:utos?)? de lectura|min\\.? lesen|minuti di lettura|мин\\.? (?:на )?чтени[ея]|dk\\.? okuma)
"""
DESKS = """
責任編集 | 责任编辑 | 責任編輯 | 责编 | 编辑 | 編輯 | 来源 | 來源 | 作者 | 记者 | 記者 | 文/ | 기자
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
    "UNSEEN": _either(UNSEEN_ADDRESSES),
    "RELATED": _either(RELATED_HEADINGS),
    "PAYWALL": _either(PAYWALLS),
    "SHAREWORD": _either(SHARE_BUTTONS),
    "PLEA": _either(PLEAS),
    "THEAUTHOR": _either(AUTHORS),
    "FOLLOW": _either(FOLLOWS),
    "RIGHTS": _either(RIGHTS),
    "USEFUL": _either(USEFUL),
    "VIEWS": _either(VIEWS),
    "READINGTIME": _either(READING_TIMES),
    "DESKS": _either(DESKS),
}
