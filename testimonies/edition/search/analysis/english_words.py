"""What English needs word by word: spellings, irregular forms, and words that Snowball would wrongly join."""

from __future__ import annotations


def _pairs(table: str) -> dict[str, str]:
    """``left>right`` pairs; several words on the left share the right one."""
    return {left: row.split(">")[1] for row in table.split() for left in row.split(">")[0].split(",")}


# British spelling to the one kept here, where no rule says it.
SPELLINGS = _pairs("""
    centre>center centres>centers centred>centered theatre>theater theatres>theaters metre>meter metres>meters
    kilometre>kilometer kilometres>kilometers litre>liter litres>liters fibre>fiber fibres>fibers calibre>caliber
    defence>defense defences>defenses offence>offense offences>offenses licence>license licences>licenses
    practise>practice practises>practices practised>practiced practising>practicing pretence>pretense grey>gray
    programme>program programmes>programs gaol>jail gaols>jails gaoled>jailed gaoler>jailer gaolers>jailers
    cheque>check cheques>checks ageing>aging aluminium>aluminum tyre>tire tyres>tires plough>plow sceptical>skeptical
    mould>mold mouldy>moldy storey>story jewellery>jewelry manoeuvre>maneuver manoeuvres>maneuvers enrol>enroll
    enrols>enrolls enrolment>enrollment fulfil>fulfill fulfils>fulfills fulfilment>fulfillment
    instalment>installment instalments>installments catalogue>catalog catalogues>catalogs dialogue>dialog
    dialogues>dialogs anaemia>anemia diarrhoea>diarrhea paediatric>pediatric haemorrhage>hemorrhage
    skilful>skillful wilful>willful judgement>judgment judgements>judgments whilst>while amongst>among
    towards>toward learnt>learned burnt>burned paralyse>paralyze paralysed>paralyzed analyse>analyze
    analysed>analyzed cosy>cozy kerb>curb pyjamas>pajamas acknowledgement>acknowledgment
""")

# Forms that share no beginning with their word, of the kind that accounts of work, hunger and flight are full of.
IRREGULAR = _pairs("""
    men>man women>woman children>child feet>foot teeth>tooth wives>wife thieves>thief knives>knife mice>mouse
    beaten>beat stolen,stole>steal paid>pay taken,took>take fled>flee sent>send caught>catch hidden,hid>hide
    forgot,forgotten>forget ran>run slept>sleep froze,frozen>freeze broke,broken>break fallen>fall ate,eaten>eat
    wrote,written>write told>tell said>say sold>sell bought>buy brought>bring kept>keep held>hold withheld>withhold
    lost>lose built>build worn,wore>wear gave,given>give went,gone>go came>come knew,known>know seen>see got>get
    made>make began,begun>begin chose,chosen>choose drove,driven>drive spoke,spoken>speak fought>fight taught>teach
    thought>think sworn,swore>swear woken,woke>wake shook,shaken>shake slain>slay bled>bleed fed>feed dug>dig
    does,doing,did,done>do has,had,having>have was,were,is,are,been,being,am>be died,dies,dying>die lying,lies,lied>lie
    dyed,dyeing>dye
""")

# Left: words that Snowball sends to the stem of an unlike word. Right: the stem they have here.
APART = _pairs("""
    university,universities>university universal,universally>universal organ,organs>organ organic>organic
    secretary,secretaries>secretary secrete,secretes,secreted,secreting,secretion,secretions>secretion
    generous,generously,generosity>generous generation,generations>generation generator,generators>generator
    importance,important,importantly>importance several,severally>several even>even evening,evenings>evening
    authority,authorities>authority hospitable,hospitality>hospitality hospital,hospitals>hospital
    executive,executives>executive execution,executions,execute,executes,executed,executing>execution
    executioner,executioners>executioner army,armies>army news>news customer,customers>customer
    customary,customarily>customary customs>customs capitalism,capitalist,capitalists>capitalism
    relativity>relativity relative,relatives>relative relatively>relatively
    international,internationally>international internment>internment communism,communist,communists>communism
    community,communities>community paste>paste severe,severely,severity>severe sever,severed,severing>sever
    humane,humanely>humane humanity>humanity objective,objectives>objective probation>probation
    ration,rations,rationed,rationing>ration rational,rationally>rational rationale>rationale
    minister,ministers>minister ministry,ministries>ministry testament,testaments>testament
    testimony,testimonies>testimony testify,testifies,testified,testifying>testify
    defective>defective defect,defects,defected,defecting,defection,defections>defection
    witness,witnesses,witnessed,witnessing>witness business,businesses>business busy,busily>busy
    empirical,empirically>empirical informal,informally>informal literate,literacy,illiterate>literacy
    literal,literally>literal willing,willingly,willingness>willing unwilling,unwillingly>unwilling
    providence>providence contention>contention means>means meaning,meanings>meaning confidant>confidant
    petite>petite petition,petitions,petitioned>petition fabricate,fabricated,fabrication,fabrications>fabrication
    sensible,sensibly>sensible numeral,numerals>numeral diversion,diversions>diversion wary,warily>wary
    marinate,marinated>marinate convention,conventions>convention conventional>conventional
    appreciable>appreciable passage,passages>passage passing>passing pasture>pasture animation>animation
    interned>internment committee,committees>committee design,designs,designed,designing>design
    policy,policies>policy hardly>hardly lately>lately shortly>shortly nearly>nearly barely>barely
    composite>composite positive,positively>positive captive,captives,captivity>captive captain,captains>captain
    infant,infants>infant infantry>infantry station,stations,stationed>station past>past wander,wandered>wander
    guardian,guardians>guardian factory,factories>factory factor,factors>factor organised>organis
    arrival,arrivals>arriv rival,rivals>rival labor,labors,labored,laboring,laborer,laborers>labor
    laboratory,laboratories>laboratory corporal>corporal commandeer,commandeered>commandeer
""")
