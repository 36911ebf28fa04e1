"""What a Korean name is made of: surnames, the syllables of given names, and ordinary words that only look like them."""

from __future__ import annotations

# Surnames, each with spellings that no system of transcription gives: habit, the press, and the Koreans of Russia.
SURNAMES: dict[str, str] = dict(
    row.partition("=")[::2]  # type: ignore[misc]
    for row in """
    김=kim,gim,ghim,ким
    이=lee,yi,rhee,ri,li,rhie,ли,ри,ни,лигай
    리=ri,lee,yi,rhee,li,ли,ри
    박=park,pak,bak,bahk,пак
    최=choi,choe,choy,chwe,цой,чхве,чхой,чой,чве
    정=jung,jeong,chong,chung,jong,cheong,чон,чжон,джон,тен
    강=kang,gang,кан
    조=cho,jo,joh,чо,джо,чжо,те
    윤=yoon,yun,youn,юн
    장=jang,chang,чан,чжан,джан,тян
    임=lim,im,rim,yim,лим,им,рим
    림=rim,lim,im,лим,рим
    한=han,hahn,хан
    오=oh,о,огай
    서=seo,suh,so,seoh,со,шегай
    신=shin,sin,шин,син
    권=kwon,gwon,kweon,квон
    황=hwang,whang,хван
    안=ahn,an,ан
    송=song,сон
    전=jeon,chon,jun,chun,jon,чон,чжон,джон
    홍=hong,хон
    유=yoo,yu,you,ryu,lyu,ю,рю,лю,югай
    류=ryu,yoo,yu,lyu,rhyu,ю,рю,лю
    고=ko,go,koh,ко,го,когай
    문=moon,mun,мун
    양=yang,ryang,ян,лян
    량=ryang,yang,ян,лян
    손=son,sohn,сон
    배=bae,pae,пэ,бэ,пя
    백=baek,paek,baik,paik,пэк,бэк,пек
    허=heo,hur,huh,ho,хо,хегай
    남=nam,нам
    심=shim,sim,шим,сим
    노=noh,roh,no,ro,но,ро,ногай
    로=ro,roh,noh,ро,но
    하=ha,хa
    곽=kwak,gwak,квак
    성=sung,seong,song,сон
    차=cha,чха,ча,тя
    주=joo,ju,chu,чу,джу,чжу
    우=woo,u,wu,у
    구=koo,gu,ku,goo,ку,гу,кугай
    민=min,мин
    진=jin,chin,jean,чин,чжин,джин
    나=na,ra,rah,nah,на,ра
    라=ra,na,rah,ра,на
    지=ji,jee,chi,чи,джи,чжи
    엄=um,eom,uhm,om,ом,эм
    변=byun,byeon,pyon,пен
    채=chae,chai,чхэ,чэ,цхай
    원=won,weon,вон
    천=cheon,chon,chun,чхон,чон
    방=bang,pang,пан,бан
    공=kong,gong,кон
    현=hyun,hyeon,hyon,хен
    함=ham,hahm,хам
    여=yeo,yo,ryo,е
    염=yeom,yom,yum,ryom,ем
    추=choo,chu,чху,чу
    도=do,doh,to,то
    석=seok,suk,sok,сок
    선=sun,seon,son,сон
    설=seol,sul,sol,соль
    마=ma,mah,ма
    길=gil,kil,киль
    태=tae,thae,tai,тхэ,тэ,те,тае
    명=myung,myeong,myong,мен
    기=ki,gi,ки
    반=ban,pan,пан
    옥=ok,ock,ок
    탁=tak,thak,тхак
    국=kook,guk,kuk,кук
    은=eun,un,ын
    표=pyo,phyo,пхе
    """.split()
)

# Given names have two syllables. One of them at least must be of the closed, telling kind; the other may be open, but at
# its usual end of the name: otherwise half the short words of Russian and Japanese would pass for Korean names.
TELLING = set(
    "강건경광국권균근금길남덕동란련룡림명민범병복봉삼상석선설성송숙순승식신실심양언연열엽영옥용욱운웅원월윤율은익인일장전정종준중"
    "진찬창천철청춘충택학한행향혁현형홍환황훈흥"
)
FIRST = set("기도미보서세소수예우유재주지초태하혜호효희")
LAST = set("규기미배서수애우자재주지태하혜호화희")
# Given-name syllables that stand alone as a name or a pseudonym often enough.
ALONE = set("진태준민현수철영호훈혁은윤용룡건광국길명범석성식옥욱웅원일재정주찬창천춘학향혜희")

# Ordinary words, folded, that a transcription of a name would give too. They neither widen nor are widened to.
ORDINARY = set(
    """a ah ai am an and are as ask at ban bang be bin bok boku book boon bye can chap chin china chino choose chose
    chosen cook cool dan demo den do dock don due dug dune each engine eon gang get gigi gin go gong goo gun guy ha
    had ham hang hanging hanguk hanja hanoi has he hen henry her hi him his ho hom hook hue hug hum human hun hung
    hut hymn i il ill im in income insure into iron is it japan jean jock joe join joint jon jun june junior keel
    key kick kilil kin kind king kion la led lie like lo long low ma mad made man me mean men mi mind mine mini
    minus minute minutes moment money moo moon mu mud mum my na nah name nine no non none noon noone nor not now nun
    o of oh ohio ohm ok om on one onion onto or our own pa pack pan pang park pen pie pin pong pony pro put
    pyongyang ra ran rang rim ring ro run sad sail sam samsung sang sat say sea see seed seek seem seen selim sen
    seoul seul she shilin shilun shin sick simon sin sinai sing sit so sock soil sol solu son song sonic soojin soon
    soup sow suck sue suit sul sum sun sung sunken sunny swan tack taekwon tag take tan tang ten than the then they
    thin this thong tie tin to toe tong tongue tonight too took toon tuck u ui uk um un union unit unseen unto unu
    up us use wan wang was we weed week wi win wing with wo won woo wool ya ye year yes yo you young your yu yukon
    yum а ан бен ва вам вон все где ги го гонки гу да джон джонсон джону для до дом дон дону е его ее ем ен если же
    за и из им их к как кан ко кон кто ку лес ли лю ма мак мен меня мин мне мой мы на нам нас не нет ни но ну о об
    од ок он она они от пан пар пе пи по под полян при про ра раз ран ранги ранен рим ро с сам самки самку самок
    саму сан се син со сок соль сон соник сотен су суток сын сыну та так там те тем тен то токсин том тон ты тя у уж
    ум уран хам хе хи хо хоть чем чибок что чу чуть эм эта это ю я""".split()
)
# Everyday words that are also the usual spelling of a name: they do not widen, but a name typed in hangul finds them.
STILL_NAMES = {"park", "sung", "song"}
