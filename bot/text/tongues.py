"""Hold the small words by which a language is known, without accents, as people type them."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = """
a about above after again ago ain all almost alone along already also although always am an and another any anybody anyone
anything anyway are aren around as asked at away back bad be because become been before behind being below best better
between big both but by call came can cannot cause causes come comes could couldn did didn do does doesn doing done down
during each either else enough even ever every everyone everything everywhere explain feel feeling feels felt few find
fine first for from full gave get gets getting give go goes going gone good got great had hadn half happen happens hard
has hasn have haven having he hello help her here hers him his how however if in instead into is isn it its itself just
keep keeps kind knew know known last lately later least left less let like little long look looking lost lot made make
many may maybe me mean means might mine more most much must my myself near need needs neither never new next no nobody
nor not nothing now of off often old on once one only onto or other others ought our out over own people please pretty
put quite rather really right said same say says see seems seen several she should shouldn show since so some somebody
someone something sometimes somewhere soon started still stop stopped such take taken taking tell than thank thanks that
the their them then there these they thing things think this those though thought through to today together told tomorrow
tonight too took toward tried try trying turn twice two under unless until up upon us use used using usually very wait want
was wasn way we week weeks well went were weren what whatever when whenever where whether which while who whole whom whose
why will with within without woke won wonder work worse worst would wouldn wrong year years yes yesterday yet you your
yours yourself
ache aches ankle anxiety arm arms baby back bed blood body breakfast breath breathe breathing calf calves charley check
chest coffee cramp cramped cramping cramps daily day days dizzy doctor dose drink drug ear elbow emergency exercise eye
eyelid eyes face faint feet fever finger fingers food foot gym hamstring hand hands head headache heart heel hip horse
hour hours hurt hurts hurting jaw jerk jerking jerks kidney knee leg legs level lift lips low lower magnesium medicine
minute minutes month months morning mouth muscle muscles nail neck nerve nerves night nights numb pain painful
pills please potassium pregnant restless rib ribs running seizure severe shake shaking shaky shin shot shoulder side
sitting skin sleep sleeping slurred sore spasm spasms spine standing stiff stomach stress stretch stretching stroke
supplement supplements sweat swollen symptom symptoms tablet tablets test thigh throat thumb tight tingle tingling tired
toe toes tongue tremor trip twitch twitched twitches twitching twitchy vitamin walk walking water weak weakness wrist
aint alot alright anyways arent arnt aswell atm b4 bc bcos bcuz bf bin bout bro btw cant cos couldnt coz cuz cud da dat
deffo didnt didn dis doc doesnt dont dont dunno dr dude evry feelin fkn fml fr fuckin gettin gf gonna gotta gp gr8
hav havent havin hed hes hey hi hows hrs idk ikr im imo innit isnt ive jus kinda kno lol lmao lmfao luv mate meds mins
mum mom momma mums msg nah naw ngl nite nope nothin nvm ok okay omg outta plez pls plz ppl prob probs rn shes shit shoulda shouldnt
smh somethin sorta sumthing sum1 tbh thanx thats theres theyre thnx tho thx til tmr tonite ty u ur urs wanna wasnt wat
wats wen werent whats whos wit wiv wk wks wont woulda wouldnt wtf wud y ya yall yeah yep yh yo youre yrs yup
arvo aye bairn bonnie cannae couldnae crook dae dinnae doesnae didnae em faither fae fecking fella fixin frae gie gonnae
guid hae haun havenae heid hisself isnae ither jaysus ken lad laddie lass lassie ma mair mam maw meself mither mornin
nae nan nanna nowt oot och owt reckon reet sair shite summat t'other tae tha theirselves theyselves thon tis twas
wasnae wean wee weans whit willnae wi wouldnae wrang yer yersel yins youse yous
abi abeg cyaan cya dem dey deh di done duh fah fi gwan haffi inna jook lawd likkle mawnin mek mi na naija nuff nuh oga
oonu pain pickney pikin pon sef seh si suh tek unu wah wahala waan weh wetin wid yuh
kindly sir madam respected revert itself advise suggest
"""
"""English as it is written: small words and those of the matter, text-speak, Scots, Irish, patois, Pidgin."""

SPANISH: Final = """
el la los las un una unos unas lo al del de que y e o u en con por para sin sobre entre hasta desde hacia segun durante
se me te nos les le mi mis tu tus su sus yo ella ellos ellas nosotros usted ustedes este esta esto estos estas ese esa eso
aquel aquella es soy eres son somos era eran fue fui ser sido estoy estas esta estamos estan estaba estado estar he ha has
han hemos haber hay habia hubo tengo tiene tienes tienen tenia tener tuve puedo puede puedes pueden podia podria poder
hago hace hacer hizo haces dice digo dicen decir voy va van vamos iba ir dio dan doy dar llevo lleva llevamos siento siente
sentir senti quiero quiere querer creo cree debo debe deberia muy mas menos mucho mucha muchos muchas poco poca algo alguien
alguno alguna algun nada nadie ningun ninguna todo toda todos todas otro otra otros otras mismo misma tan tanto cada cual
cuales cuando cuanto cuanta donde como quien porque pero aunque si no ni tambien tampoco ya ahora hoy ayer anoche manana
noche noches dia dias semana semanas mes meses ano anos hora horas rato siempre nunca casi solo solamente despues antes
luego entonces bien mal mejor peor aqui ahi alli asi pues hola gracias ayuda ayudenme alguien favor buenos buenas
q xq pq k xk tb tmb toy ta pa porfa ke kiero aki ase desd muxo muxa komo cmo tngo pexo
duele dolor duelen pierna piernas pie pies brazo brazos mano manos pecho espalda cuello cabeza ojo ojos parpado cara boca
lengua dedo dedos rodilla muslo gemelo gemelos pantorrilla hombro musculo musculos calambre calambres tiron hormigueo
temblor tiembla temblando debil debilidad fuerza entumecido entumecida dormido dormida adormecido hinchada hinchado
corazon respirar aire magnesio potasio medico doctor hospital pastilla pastillas medicamento embarazada hijo hija mama papa
madre padre esposo esposa abuela abuelo nino nina bebe rinones rinon sangre orina convulsion desmaye desmayo repente
morir morirme matarme vivir vida muero ahogo duele dolores caer caigo siento emergencia urgente
jefe jefa amanecio amaneci hablando diciendo informe ahorita anoche desperte abue chamaco nena nene ducha cayo dio puso quedo hermana hermano suegra salio
"""

FRENCH: Final = """
le la les un une des du de au aux et ou a en dans sur sous avec sans pour par chez vers entre depuis pendant apres avant
je j tu il elle on nous vous ils elles me m te t se s moi toi lui leur eux mon ma mes ton ta tes son sa ses notre votre
nos vos ce c cet cette ces ca cela ceci que qu qui quoi dont ou quand comment pourquoi combien quel quelle quels quelles
est suis es sommes etes sont etait etais ete etre ai as avons avez ont avait avais eu avoir fait fais font faire vais va
vont aller peux peut pouvez peuvent pouvoir veux veut vouloir dois doit devoir sais sait savoir dit dire n ne pas plus
rien jamais aucun aucune ni non oui si mais donc car parce comme tres trop peu beaucoup assez tout toute tous toutes
autre autres meme chaque quelque quelques quelqu un deux trois quatre cinq encore deja toujours souvent parfois
maintenant aujourd hui hier demain soir matin nuit nuits jour jours semaine semaines mois an ans heure heures fois bien
mal mieux pire ici la bas alors aussi puis ensuite vraiment bonjour bonsoir salut merci svp stp aide aidez
jai jsuis jsp jpeux jcrois jarrive jme plu tro chui cest sest qqn qq tt ds dc mdr ptdr pk pq pcq tjs dpuis bcp ke koi sa fo ya ia
douleur douleurs bras jambe jambes pied pieds main mains doigt doigts poitrine dos cou nuque tete oeil yeux paupiere
visage bouche langue machoire mollet mollets cuisse genou epaule muscle crampe crampes fourmis fourmillements picotements
engourdi engourdie engourdis engourdissement tremble trembler tremblements faiblesse faible force gonfle gonflee coeur
respirer respire souffle medecin docteur hopital medicament medicaments comprime comprimes enceinte fils fille mere pere
mari femme soeur frere bebe enfant rein reins sang urine urines pipi chute sommeil dormir marcher bouger
mourir tuer vivre meurs etouffe secours urgence respirer poitrine pensees cardiaque
"""

GERMAN: Final = """
der die das den dem des ein eine einen einem einer eines und oder aber denn weil dass daß ob wenn als wie wo was wer wen
wem warum wieso weshalb wann welche welcher welches ich du er sie es wir ihr mich mir dich dir ihn ihm uns euch sich mein
meine meinen meinem meiner dein deine deinen sein seine seinen seinem seiner ihre ihren ihrem unser unsere kein keine
keinen keiner nicht nichts nie niemals niemand nur auch noch schon immer oft manchmal wieder mehr weniger sehr ganz viel
viele zu zum zur von vom mit ohne bei beim nach vor seit fur gegen durch uber unter um an am auf aus im in ins bis zwischen
wegen bin bist ist sind seid war waren gewesen habe hab hast hat haben hatte hatten gehabt werde wird werden wurde wurden
worden kann kannst konnen konnte muss mussen soll sollte sollen will wollen mag darf durfen gibt geht gehen ging macht
machen tut tun weiss wissen kommt kommen bekomme bekommt kriege krieg kriegt nehme nehmen nimmt sagt denke glaube fuhle
fuhlt spure merke heute gestern morgen abend nacht nachts fruh jetzt dann danach da dort hier tag tage tagen woche wochen
monat monate monaten jahr jahre jahren stunde stunden minute minuten mal einmal zwei drei vier ja nein doch so etwas
irgendwie jemand alle alles andere bitte danke hallo hilfe gut schlecht besser schlimm schlimmer plotzlich
nich nix net ned isch hab ne nen nem n mega halt grad
schmerz schmerzen weh brust bein beine arm arme hand hande fuss fusse finger zehen zeh kopf nacken hals rucken auge augen
lid augenlid gesicht mund zunge kiefer wade waden oberschenkel knie schulter muskel muskeln krampf krampfe wadenkrampf
wadenkrampfe zuckt zucken zuckung zuckungen kribbeln kribbelt taub taubheit zittern zittert zittere schwach schwache kraft
geschwollen herz atmen luft arzt krankenhaus tablette tabletten medikament schwanger sohn tochter mutter vater mama papa
mann frau oma opa kind niere nieren blut urin anfall ohnmachtig schlafen laufen bewegen magnesium
sterben umbringen leben hilfe notfall ersticke bewusstlos gelahmt atemnot brustschmerzen herzinfarkt schlaganfall
"""

PORTUGUESE: Final = """
o a os as um uma uns umas ao aos do da dos das no na nos nas num numa de em por pelo pela para pra pro com sem sobre entre
ate desde e ou mas nem se que quem qual quais quando quanto quanta onde como porque eu tu voce voces ele ela eles elas
nos me te lhe meu minha meus minhas teu tua seu sua seus suas este esta isto esse essa isso aquele aquela sou es e somos
sao era foi ser sido estou esta estamos estao estava ficar fica ficou fiquei tenho tem temos tinha ter tive teve posso
pode podem poder devo deve faz fazer faco fez vou vai vamos ir dou da dao deu digo diz dizer sinto sente sentir quero quer
consigo consegue conseguindo acho sei sabe ha havia houve nao sim muito muita muitos muitas mais menos pouco pouca algum
alguma alguem algo nada ninguem nenhum nenhuma tudo todo toda todos todas outro outra outros mesmo mesma tao tanto cada
tambem ja agora hoje ontem amanha noite noites dia dias semana semanas mes meses ano anos hora horas sempre nunca quase so
apenas depois antes entao bem mal melhor pior aqui ali assim ainda ola oi obrigado obrigada ajuda ajude favor galera
n vc vcs tb tbm pq oq q to ta tao tava pra pro kkk kkkk blz mto neh
dor dores doi doendo doem perna pernas pe pes braco bracos mao maos peito costas pescoco cabeca olho olhos palpebra cara
rosto boca lingua dedo dedos joelho coxa panturrilha ombro musculo musculos caibra caibras cambra caimbra caimbras
formigamento dormencia dormente dormentes tremor tremendo treme fraqueza fraco fraca forca inchada inchado coracao respirar
ar magnesio potassio medico hospital remedio remedios comprimido comprimidos gravida filho filha mae pai marido esposa avo
bebe crianca rins rim sangue urina xixi convulsao desmaiei desmaiou repente mexer andar dormir
morrer matar viver vida socorro emergencia sufocando urgente enjoo
sumiu apagou caiu sofa banheiro almoco minha meu acordei tomei levantei depois sogra irma irmao xixi
"""

HINDI: Final = """
hai hain hu hun hoon ho h tha thi the hua hui hue hota hoti hote hogi hoga raha rahi rahe rha rhi rhe gaya gayi gaye gya gyi
gye karta karti karte karna kar karo kru kro karu karun kiya kare krna krta krti diya diye lena leta leti lete liya le
lo de dena do jata jati jaata jaati jate jana jao aata aati aate aana aa ata ati ate aaya aayi pata pa paa paya sakta sakti
sakte sake chahiye chahta chahti lagta lagti lag laga lage laggta mera meri mere mujhe mujhko main mein mai hum hame hamein
humko hamara tum tumhara tu tera teri aap aapka apna apni apne woh wo ye yeh is isse iss us uss usko uska uski unka unki unhe
kya kyu kyun kyon kaise kaisa kaisi kab kahan kaha kaun kaunsa konsa kitna kitni kis kisi koi kuch kuchh sab sabse bahut bohot
bhot bahot zyada jyada thoda thodi kam bhi hi to toh na nahi nahin nai nhi mat ka ki ke ko se me mai par pe pr tak aur ya lekin
magar agar ki jab tab se saath sath wala wali wale baad pehle pahle phir fir ab abhi aaj kal raat subah sham shaam din dino
hafte hafta hafto mahina mahine mahino saal ghante ghanta der roz har baar ek do teen char paanch
yaar bhai behen bhaiya dost doston ji haan han accha acha theek thik sahi kharab bura batao bataiye bata samajh
dard drd taklif takleef pair pairon taang tang taangon haath hath haathon ungli ungliyan ungliya pindli jaangh jangh ghutna
kamar peeth gardan sir sar aankh aankhon ankh palak chehra muh munh jeebh zubaan gala chhati chati seena seene sine dil saans
sans sharir badan maans phadak phadakti phadakta fadak kaanp kaanpte kampan kamzori kamjori kamzor sunn sunnapan jhunjhuni
jhatke jhatka akad akadan sujan soojan sooj behosh daura mirgi dawai dawa goli goliyan bimari bimaar pet khoon peshab
neend pani paani khana bukhar chakkar maa papa mummy beta bete beti bachcha bachche pati patni biwi dadi dada nani nana
garbhvati pregnant
marna mar jeena jina maut bachao madad khudkushi jaan
"""

OTHERS: Final[dict[str, str]] = {
    "it": "il lo gli i un uno una di del della dei delle dal dalla nel nella sul sulla al alla ai alle e ed o ma che chi cui "
    "non come quando perche dove quanto quale mi ti si ci vi io tu lui lei noi voi loro mio mia miei mie sono sei siamo ho hai ha "
    "abbiamo hanno era stato stata fare faccio fa fatto posso puo devo deve sto sta molto molti piu meno anche ancora gia ora oggi "
    "ieri notte notti giorno giorni settimana settimane mese anni sempre mai solo dopo prima bene male qualcuno niente con senza "
    "per tra fra questo questa quello quella da male gamba gambe braccio petto mano mani occhio muscolo crampo crampi dolore",
    "nl": "de het een en of maar want dat die dit deze er hier daar ik jij je hij zij ze wij we jullie u mij me mijn jouw zijn haar "
    "ons onze hun niet geen wel ook nog al te om van voor met door bij naar uit aan op over onder tegen zonder sinds tot is ben bent was "
    "waren heb hebt heeft hebben had kan kun kunnen kon moet moeten mag wil word wordt worden doe doen gaat gaan wat wie waar wanneer "
    "waarom hoe welke iemand iets niets veel meer zeer erg heel soms altijd nooit nu dan vandaag gisteren vannacht nacht dag weken week "
    "been benen arm borst pijn kramp kuit hand voet voeten",
    "sv": "och att det som en ett den de i pa av for med till inte om men eller nar var vad vem varfor hur jag du han hon vi ni mig dig "
    "min mitt mina din sin hans hennes ar har hade kan kunde ska skulle vill maste blir blev gor far fick mycket mer ingen inget nagon "
    "nagot alla bara aven redan nu sedan idag igar natt nar varje dag dagar veckor alltid aldrig fran under utan ont ben arm brostet "
    "handen handerna foten",
    "da": "og at det som en et den de i pa af for med til ikke om men eller nar hvor hvad hvem hvorfor hvordan jeg du han hun vi mig dig "
    "min mit mine din sin hans hendes er har havde kan kunne skal skulle vil ma bliver blev gor far fik meget mere ingen intet nogen noget "
    "alle kun ogsa allerede nu siden i dag gar nat hver dage uger altid aldrig fra under uden ondt ben arm brystet fod efter der",
    "no": "og at det som en et den de i pa av for med til ikke om men eller nar hvor hva hvem hvorfor hvordan jeg du han hun vi meg deg "
    "min mitt mine din sin hans hennes er har hadde kan kunne skal skulle vil ma blir ble gjor far fikk mye mer ingen noen noe "
    "alle bare ogsa allerede na siden dag gar natta natt hver dager uker alltid aldri fra under uten vondt bein arm brystet foten etter",
    "fi": "ja on ei en et se ne han mina sina me te he minun sinun minulla sinulla hanella minua mika mita missa miten miksi milloin kuka "
    "joka jotka etta jos kun niin kuin mutta tai vai voi voiko voin voinko pitaisi pitaa saa saanko olen olet ovat oli ollut ole olla "
    "myos vain viela jo nyt sitten aina koskaan paljon enemman kaikki joku jotain kanssa ilman ennen jalkeen yo oisin paiva viikkoa vuotta "
    "hyva huono kipu sattuu jalka kasi auttaako mista tassa",
    "pl": "i w na z do nie sie to jest ze jak a o po za od dla przy przez bez pod nad ja ty on ona my wy oni mnie mi cie ci go mu jej ich "
    "moj moja moje mam masz ma maja mialem jestem jestes sa byl byla bylo byc moge moze mozna musze trzeba czy co kto gdzie kiedy dlaczego "
    "ktory ktora tylko tez juz jeszcze teraz potem zawsze nigdy bardzo wiecej malo wszystko ktos cos nic ale albo lub dzis wczoraj noc nocy "
    "dzien dni tydzien tygodni rano boli bol noga nogi reka reka reki skurcz skurcze lydki coraz",
    "cs": "a i v na z do se to je ze jak o po za od pro pri bez pod nad ja ty on ona my vy oni me mne mi te ti ho mu ji jich muj moje mam mas "
    "ma maji mel jsem jsi jsou byl byla bylo byt muzu muze musim co kdo kde kdy proc ktery jen jenom taky uz jeste ted potom vzdy nikdy moc "
    "vic malo vsechno nekdo neco nic ale nebo dnes dneska vcera noc noci den dni tyden tydny rano boli bolest noha nohy ruka ruce ruku krec "
    "krece kazdou porad nemuzu",
    "sk": "a v na z do sa to je ze ako po za od pre pri bez pod nad ja ty on ona my vy oni ma mna mi ho mu jej ich moj moja mam mas maju som "
    "si su bol bola bolo byt mozem moze musim co kto kde kedy preco ktory len iba tiez uz este teraz potom vzdy nikdy vela viac malo vsetko "
    "niekto nieco nic ale alebo dnes vcera noc noci den dni tyzden tyzdne rano boli bolest noha nohy ruka krc krce kazdu",
    "hu": "a az egy es nem hogy is ez azt ezt van vagyok volt lesz meg mar csak de ha mint vagy mert amikor mit mi ki hol miert hogyan mikor "
    "en te o mi ti ok nekem neked engem tudom tudok lehet kell nagyon sok tobb kevesebb minden valaki valami senki semmi soha mindig most ma "
    "tegnap ejjel ejszaka nap napok het hete honap ev ota utan elott nelkul ellen segit faj fajdalom lab labam kar kezem gorcs karomat",
    "ro": "si sa in la de pe cu din pentru ca care ce cine unde cand cum cat nu da mai dar sau daca este sunt esti e era am ai are avem au "
    "fost fi face fac pot poate trebuie vreau eu tu el ea noi voi ei mie imi iti isi ma te se mi meu mea mei mele tau sau lui un o unei unui "
    "foarte mult multa putin tot toate toata altul ceva cineva nimic nimeni niciodata mereu acum azi ieri maine noapte noaptea zi zile "
    "saptamana saptamani luna ani dupa inainte fara doare durere picior picioare mana piept de",
    "hr": "i u na s sa za od do iz po o da ne je se su sam si smo ste bio bila bilo biti ce cu mogu moze moram treba ja ti on ona mi vi oni "
    "mene me meni moj moja moje imam imas ima nemam sto sta tko ko gdje gde kada kad zasto kako koji koja koje li ali ili samo jos vec sad "
    "sada uvijek uvek nikad nikada jako vise malo sve netko neko nesto nista danas jucer juce noc nocu noci dan dana tjedna tjedan nedelja "
    "mesec jutros boli bol noga noge ruka ruku grc grceva grceve",
    "sl": "in je v na z s za od do iz po o da ne se so sem si smo ste bil bila bilo biti bo lahko moram treba jaz ti on ona mi vi oni me mene "
    "meni moj moja moje imam imas ima nimam kaj kdo kje kdaj zakaj kako kateri katera ali pa samo se ze zdaj vedno nikoli zelo vec malo vse "
    "nekdo nekaj nic danes vceraj noc noci dan dni teden tedne zjutraj boli noga noge roka roke krc krci ko bi tudi vsako",
    "sq": "dhe ne te se i e nje per me nga ka kam ke jam eshte jane ishte nuk s qe si cfare kush ku kur pse sa une ti ai ajo ne ju ata mua "
    "im ime tim tend do duhet mund po jo por ose shume me pak gjithe dikush dicka asgje asnje gjithmone kurre tani sot dje nate naten dite "
    "jave muaj vit pas para pa dhemb dhimbje kembe krah dore gjoksi prej cdo",
    "tr": "ve bir bu su o da de ki mi mu ne icin ile ama veya cok daha en gibi kadar var yok degil ben sen biz siz onlar bana sana beni benim "
    "senin onun bizim her hic nasil neden niye kim nerede hangi simdi bugun dun gece gun gundur hafta haftadir ay yil sonra once sadece bile "
    "olur oluyor oldu ediyor yapmaliyim agri agriyor agrisi bacak kol kolum el eller ayak goz gogsum nefes iyi kotu gelir giriyor acaba bilen "
    "cabuk yardim mu midir",
    "id": "dan di ke dari yang ini itu untuk dengan pada dalam tidak bukan saya aku kamu anda dia kita kami mereka nya ada apa apakah siapa "
    "mana kapan mengapa kenapa bagaimana gimana berapa bisa boleh harus akan sudah belum sedang telah juga saja hanya lagi sangat banget lebih "
    "kurang semua setiap kalau jika atau tapi tetapi karena sejak setelah habis sebelum hari malam pagi minggu bulan tahun sakit kaki tangan dada jari "
    "yg gak nggak ga ya tak dah boleh sampai makin",
    "tl": "ang ng sa na mga ay at ako ikaw ka siya kami tayo kayo sila ko mo niya namin natin ninyo nila akin iyo kanya ito iyan iyon hindi "
    "wala may meron ba po opo kung kapag pag dahil para lang din rin pa nga naman ano sino saan kailan bakit paano gaano lahat kahit tapos "
    "ngayon kagabi kahapon bukas gabi araw linggo buwan taon masakit sakit paa kamay dibdib binti pwede dapat gawin palagi",
    "vi": "la va cua co khong toi ban anh chi em no chung nay do kia cho voi trong ngoai tren duoi tu den khi neu thi ma nhung hay hoac vi sao "
    "gi ai dau nao bao nhieu the duoc bi da dang se cung rat qua lam lai con chua roi dem ngay tuan thang nam dau chan tay nguc mat kho tho "
    "uong thuoc phai nen giup suot hom",
    "ca": "el la els les un una uns unes de del dels al als i o amb per que qui com quan on en es se em et ens us meu meva seu seva jo tu ell "
    "ella nosaltres soc es son era estic esta tinc te tenim tenen he ha han puc pot fer faig fa vaig va molt mes menys poc tot tota tots cada "
    "no ni si tambe ja ara avui ahir nit dia dies setmana setmanes mes anys sempre mai nomes despres abans be malament algu res aixo aquest "
    "aquesta mal cama cames brac peu ma mans pit des matí",
    "gl": "o a os as un unha uns unhas do da dos das no na nos nas ao aos de en con por para que quen como cando onde e ou mais nin se me te lle "
    "meu mina teu tua seu sua eu ti el ela nos vos eles son es e somos era foi estou esta teno ten temos tina podo pode facer fago fai vou vai "
    "moito mais menos pouco todo toda todos cada non si tamen xa agora hoxe onte noite noites dia dias semanas mes anos sempre nunca so despois "
    "antes ben mal alguen nada isto este dor perna pernas brazo pe mans peito dende",
    "eu": "eta da dut du naiz zara gara dira zen nuen ez bai ere baina edo zer nor non noiz zergatik nola nire zure bere gure ni zu gu hau hori "
    "hura bat bi asko gutxi oso gehiago beti inoiz orain gaur atzo gau gauero egun egunero aste hilabete urte gabe dago daukat egin ezin behar "
    "nahi mina hanka besoa zangoan eskuak ditut al dituzte zait zaizkit norbaitek gero",
    "et": "ja on ei see et ma mina sa sina ta tema me te nad mul mulle minu sinu oma mis kes kus millal miks kuidas kas kui aga voi ning ka "
    "veel juba ainult nuud alati kunagi vaga rohkem vahem koik keegi midagi mitte saa saan pean peab voib olen oled oli olnud olla tana eile "
    "oosel oo paev nadal nadalat kuu aasta parast enne ilma vastu valu jalg kasi katt raske mida millistes",
    "lv": "un ir es tu vins vina mes jus vini man mani mans mana tev tas ta sis si ka kas kur kad kapec kad cik vai ja bet jo ne nav ari vel "
    "jau tikai tagad vienmer nekad loti vairak mazak viss visi kads kaut neko no uz ar par pie pec pirms bez lidz pret var nevaru varu vajag esmu "
    "bija but sodien vakar nakts nakti katru diena dienas nedelas menesi gads sap kaja kajas roka roku darit palidz kops arvien",
    "lt": "ir yra as tu jis ji mes jus jie man mane mano tavo savo tai tas ta si kad kas kur kada kodel kaip kiek ar jei bet nes ne nera dar jau "
    "tik dabar visada niekada labai daugiau maziau viskas visi kazkas nieko is i su per prie po pries be iki nuo galiu negaliu gali reikia esu "
    "buvo buti siandien vakar naktis nakti diena dienas savaites savaite menuo metai skauda koja kojos kojų ranka rankos daryti padeda vis kas",
    "is": "og ad i a er eg thu hann hun vid their mer thad thetta sem en ekki med til fra um fyrir eftir an vid hvad hver hvar hvenaer hvernig "
    "af hverju minn min mitt thinn var hef hefur get getur verd verdur fae mjog meira alltaf aldrei nuna bara lika allir einhver eitthvad "
    "ekkert dag nott hverri vikur ar verkur fotur hendi illt thegar sem þegar þetta það þú við",
    "ga": "an na agus ta nil bhfuil is ni mo do a ar le ag i go den don de faoi chun ach no me tu se si muid sinn siad liom leat orm ort agam "
    "agat cad ce conas cathair fath anois inniu inne areir maidin oiche gach la seachtain mi bliain pian cos lamh faoi beidh bhi raibh aon "
    "duine cen bia dom mo seo sin nach",
    "cy": "y yr a ac ar at am i o yn mae ydy yw oes dw rydw rwy wyf ydw roedd bydd wedi fy dy ei ein eich eu chi ni nhw fe hi ddim dim nid "
    "beth pwy ble pryd sut pam pa gyda gan gen ers ond neu hefyd nawr heddiw ddoe neithiwr bob nos bore wythnos mis blwyddyn poen coes braich "
    "llaw gallu methu ddylwn gwneud rhywun gwaith",
    "ht": "mwen ou li nou yo m w l n an yon nan sou pou ak avek san pa ap te ta va pral gen se sa ki kisa kijan kote kile poukisa men oswa si le "
    "depi jodi a ye yew swa chak jou semen mwa ane anpil tou tout plis mwens pi janm pye bra tet doule fe mal ede ka konnen moun epi ki",
    "eo": "la de kaj mi vi li si ni ili mia via lia estas estis havas havis ke kiu kio kie kiam kial kiel kiom cu ne jes sed au en al kun sen por "
    "pri pro dum post antau jam ankorau nun hodiau hierau nokto nokte tago tagoj semajnoj ciam neniam tre pli malpli tro iu io nenio povas devas "
    "faru doloras kruro brako ol tio mano manoj miaj da",
    "sw": "na ya wa kwa ni la za cha vya katika mimi wewe yeye sisi wao yangu yako yake wangu langu vyangu zangu hii hiyo hili huo nini nani wapi "
    "lini kwa kwanini jinsi vipi je au lakini kama kuwa ana nina una tuna wana sina siwezi naweza kila usiku siku wiki mwezi mwaka sasa leo jana "
    "tangu baada kabla bila sana zaidi kidogo maumivu mguu mkono kifua napata inaweza kuna mtu",
    "af": "die en n is het nie ek jy hy sy ons hulle my jou sy haar wat wie waar wanneer hoekom hoe dat of maar want as om te van vir met by na uit "
    "op oor sonder sedert kan moet mag wil sal was word gaan baie meer iemand iets niks altyd nooit nou vandag gister nag elke dag weke been bene "
    "arm bors pyn seer kramp kuit hand voet doen kry laat",
    "so": "waa iyo ku ka u oo ah in la si ma aan ay uu way wuu waxaa waxa ayaa baa miyuu ee ama laakiin sidee maxaa yaa goorma xaggee maalin "
    "habeen habeenkii xalay toddobaad bil sannad xanuun lugta gacan i kale badan",
    "ha": "da na ta ya a ba ne ce ni kai ke shi ita mu ku su ina kana yana tana muna suna zan zai za don kuma ko amma saboda idan daga zuwa cikin "
    "me wa yaya yadda yaushe ina dare kullum rana mako makonni ciwo ciwon kafa hannu sosai wannan wani wane wata shin kuwa",
    "yo": "mo mi o n ni ti si fun pelu lati sugbon tabi nitori bi ki ko kii won awa eyin oun emi iwo wa se le mo ta bawo nigba nibo kini gbogbo ale "
    "ojo ose osu odun ese owo oju aya ori dun mi naa ba lo daadaa je",
    "zu": "ngi u i ku ka la wa ya yami lami wami sami zami futhi noma kodwa ngoba uma nje kakhulu kuphela njalo ebusuku ekuseni izolo namhlanje "
    "usuku amasonto inyanga unyaka kanjani kuphi nini ngani ingabe ukuthi yini kusukela angikwazi",
    "mt": "u li il l ta tal fil bil ghal ma mhux jien inti hu hi ahna intom huma ghandi ghandek ghandu x xi kif meta fejn ghaliex min kull lejl "
    "ilha ilu illum ilbierah jum gimgha gimghat xahar sena iktar inqas hafna xejn hadd dan din dak biss wara qabel ugigh rigli idejja meta qed",
    "bn": "amar ami tumi apni se amra tara er ke ki kothay keno kivabe kibhabe kokhon kobe ta eta oi theke porjonto jonno sathe kintu ba ar na nei "
    "ache hoy hoyeche hocche korbo kore kora korte lage laglo pa hat matha buke batha byatha protidin raat rate din soptaho mas keu jane bolte",
    "ta": "en enakku naan nee avan aval intha antha enna yaar enga eppo eppadi yen illa illai irukku iruku romba konjam valikuthu vali kaal kai "
    "nenju thalai seyyanum pannanum panna vendum oru rendu naal vaaram maasam la le ku aana mattum sollunga yaarukavathu",
    "ru": "u menya ya ty on ona my vy oni mne mnya tebya menia eto chto kak gde kogda pochemu kto ne da net i v na s po ot do iz za dlya posle "
    "ochen bolshe menshe vse uzhe eshche tolko noch den nedelya bolit bol noga ruka golova grud mogu mozhet nado moya moi",
    "ar": "ana enta enti howa heya ehna fi fe fih min men ila 3ala 3la ma3a 3andi 3ndi 3endi mesh mish mush msh ma la wa w aw bas bs leh lih "
    "eh eih ezay kif keef shu sho shoo meen emta wen fein kol kul youm yom leil el il al ya rigly rijli edi eidi wag3 waja3 sadri",
    "fa": "man to u ma shoma anha in an ke az be ba dar ro ra va ya ham nist ast hast hastam mikonam mikone mishe mishavad chi chera koja key "
    "chetor dard pa dast har shab ruz hafte khayli kheili",
}
"""The small words of languages that Charley knows only as not being English."""
