/**
 * Stems of common English words that stand a slip of the pen away from another one (renew and remov, contact
 * and contract): between two of these nothing is taken for a slip.
 */
export const realWords: ReadonlySet<string> = new Set(
  `abid abortion absenc absent abus accent accept accomplic accomplish acid action actively activist activity adapt
  addiction addition administration administrativ administrator admir admiration admit admonish adopt adoption advic
  adviz afar affection affectionat alga alia alien align alik aliv alley allow alloy ally alon along alternat
  alternativ ambition ambitious among ampl amus angl anim animal animat animation aniz ankl annal annual anus appeal
  appear appl approv approx area arena aria ariz aromatic arroganc arrogant asid aspiration assert asset assistanc
  assistant astonish astrology astronomer astronomy attach attack attention attentiv attraction attractiv attribut
  attributiv auction audio audit automatic aviation awar award away back badg bail bald band bang bank barg bark
  barrel barren basi basic basin bass batch bath battl beach bead beam bean bear beard beast beat becam becom beef
  been beer begin begun being belief believ belly belt bench bend benevolenc benevolent bent best beta better bind
  bird bitter bitterly black blad blam blank blaz bleak blend blind block blog blood bloom blow blunt blurt board
  boast boat boil bold bolt bond book boom boost boot booth born boss bother bottl bounc bound bowl brac brag braid
  brain brak brand brass brav breach bread break breast breath breed breez brib brid bridal bridg bridl brim bring
  broad brocad broken broker broom broth brother brush buck buckl build built bulb bulg bulk bully bunch bunt burn
  burnt burst bury bush busy butter butterfly cach cadr calamity calculat calculation calculus calf calligrapher
  calligraphic calligraphy calm camp canal cancel cancer candl candy capacity card carp carry cart carv cash cast
  casual catch caus causal ceas ceil celebrat celebrity cerebral certain chain chair chanc chang chant chao chapter
  charg charity charm chart chas chat chatter cheap cheat check cheek chees chef chess chest chew chick chief chil
  child chili chim chin chip chirp chok chop choy circular circulat circulation claim clam clan clap clarify clarity
  clash class claus claw clay clean cleans clear click clif clinical clip clock clon clos coach coal coars coast
  coat coil coin coincidenc cold collection collectiv colon color combination command commend comment commission
  commodity communicat communist community companion comparabl comparison compassion compatibl compel compet
  competition competitiv compil compilation compiler complacent complain complaint complement complet completion
  complex complexion compliant complicat compliment composer composit composition comput computer conceit concept
  concession conclusion conferenc confession confidenc confident confirm conform confusion connection consent
  consider considerat consistency consistent consonant constant constraint construct consumer contact contend
  content contention contest context contract contrary contrast contribution contributor convenienc convenient
  convention converg conversation conversion convert convex convey cook cool coral cord cork corn corp corps
  correction correctly corruption cost count country county coup coupl courageous cours court courteous cover covet
  crab cram cran crash crav cream creat creator creatur crest crew crim criminal crisi crisp criteria criterion
  critical criticism criticiz crook crop crow crowd crown crud crush crust curd curl curly currency currently curry
  curs curtain curv daily dairy damp dawn dead deaf deal dear death debat debt decay deceas deck declaration
  decoration decorativ decre decreas dedicat deed deep deer defeat defecat defect defend defens defer deficiency
  deficient deficit definit defy degre deject delay delicat demon demot denot dens deny depend depot depth desert
  deserv designat designer desirabl desk despicabl dessert destruction destructiv detail detain detect detection
  detectiv detention devic devil devot diagnosi diagnostic dial died diet differenc different differential
  differentiat dignify dignity direction directly director directory dirt disc discard discord dish disk distanc
  distant distinct distinction distinctiv distract distribut district divers divert divid divin doing dominant
  dominat donor door doubl doubt draft drag drain dramatic dramatist draw drawn dredg dreg drift dril drink drip
  driv driven driver dron drop drown drug drum drunk dual duck dumb dump dumpl dusk dust dying east easy economic
  economist edict edit education efficiency efficient eight eighth elect election electric electron electronic elit
  employ employe endur enjoy enmity ensur enter enthusiasm enthusiast entic entir entity envoy envy equation ethic
  ethnic evaluation even ever evolution excel exception excessiv excit exclamation exclusiv execution executiv exert
  exhort exil exist exit expect expel expensiv experienc experiment expert explanation explod explor exploration
  explosion explosiv export extant extend extension extensiv extent extinction extort extraction facilitat facility
  fact faction fail fair farm fart fast father favor feast feather feebl feed feel feet fellow felt fiction
  fictional fifth fifty fight film find firm fish fist flag flam flap flash flat flatter flavor flaw fleet flesh
  flight fling flip float flog flood floor flour flow flush flut flutter flying foam fodder foil fold folder folk
  follow fond font food fool foot forc forg fork form formal format forth forty forum foul found four fourth fowl
  fraction fragment fragranc fragrant fram frequency frequent frequently fresh fret fring frog from front frost fuel
  function functional fund gain gang gasp gaug gear general generat generation generator generic genetic genius genr
  genus geometric geometry giant glanc gland glar glass glutinous gluttonous goal goat going gold golf gong good
  goos gorg gown grab grac graceful grad gradual graduat grain grand grandfather grandmother grant grap graph grasp
  grass grateful grav gray greas great green greet grey grid grief griev grim grind grip groom groov gross grown
  guess guest guid hack hair half halo halt hand handl handy hang hard harm harsh hash hatr haven hawk head header
  heal heap hear heard heart heat heater heaven heel heir held helm help hemp herb herd hero hint historian historic
  historical hoars hoist hold holy honorabl honorary hood hook hoop horn hors host hour hous hung hunt hurt idea
  ideal identify identity idiom idiot ignoranc ignorant immunity impartial imperial implicat implicit importanc
  important impression impressiv impurity incens incit inclin incomparabl incompatibl incur independenc independent
  indication indicator indignation infection infer inferenc inferior influenc ingenuity initial initiat inject
  injection injur inlin inner innovation innovativ insect insert inspect inspection instanc instant instigat
  institut insulat insult integral integrat integrity intelligenc intelligent intend intens intensity intensiv
  intent intention intentional inter interact interaction interactiv intercept interest interfac interfer interior
  interj interjection internal international interpolation interrogat interrogation interrogativ interrupt
  intersection interval intervention intestin intuition invent inventor inventory invest investigat investigation
  investigator investor invit invitation jest just keen keep kind king knack knock knot know lack ladl lady laid
  lamb lamp land larg lark laser latch later lateral lath launch lawyer layer lazy lead leader leaf leak lean leap
  learn leas leav left lend letter level lever liberal lift likely limb limp linger list literal litter lively liver
  load loader loan loath local locat lock lodg lonely long longer look loop loos loot lord loss lost loud lovely
  lover lower loyal luck lump lunch lung lush lust maid mail main maintain maiz majority maker manag manga manur
  march margin marin marital mark marker market marsh martial mask mass massag master match material maternal math
  mathematical mathematician matter matur meal mean meant meat mechanic mechanism medal meddl medication meditation
  meet melt mend mental menu mesh mess messag metal middl mild milk minc mind miniatur minister minority minus minut
  miss mist moat mock modal model modul mold money monk monkey month mood moon moral morn mortal mortar moss moth
  mound mount mountain mourn mous mouth movi movy muddl muddy mutter nail naiv nasal nation nativ naval navigation
  navigator near neat necessarily necessary necessity nest neural neutral noon noos northeast northwest notion noun
  offend offens official officinali ointment older omen open operation operator optical optimal oral order organic
  organiz oriental orientali original originat ornament oval oven overbear overhead pack paddl paddy paid pain paint
  painter pair palac pant parent park part partial participant participat particl partition pass past pasta patch
  patent path patient patrol patron paus pawn peac peach peak pear pearl peasant peel peer pend peni penny peony
  perception perch percussion perfection permission personal personality personally personnel pest petition phas
  pheasant philosopher philosophy phon photographic photography phras physical physician physicist pick pickl piec
  pied pierc piety pilot ping pink pitch pity plac plain plan planet plank plant plat play player plea plead pleas
  pleasant plot plow plug plum plump plus poem poet point pointer poison poker polic polit political politician pond
  ponder pool poor popular populat pork port portabl portal position pound pour powder power praiz prawn pray prayer
  precarious precedenc precedent precious preciz preferenc pregnancy pregnant premiz presenc present presentation
  preservation president prevent previous pric prick prid prim princ principal principl print printer prison priz
  prob procession processor production productiv profession professor profil profit profound progress progressiv
  project projection promot promotion prompt pron pronoun pronounc prop properly property proportion proprietary
  propriety pros prosecution prosperity protect protection protectiv protest prov pulp puls pump punch punct purg
  purify purity purs pursu qualify quality quiet quilt quit quot quota rack racket radianc radiant radio raid rail
  rain raiz rang rank rapid rash ratio reach react reaction read reader real realm reap rear rebel recal recent
  reception recip recit reckless recreation redstart reduction reed refer refin refug refus refut regain regard
  regular regulat regulation reign rein relat relation relax relay relief reliev religion religious rely remain
  remot remov render rent repay repeat repel repent replac replay reply report representation representativ
  reputation requirement reset resid residenc resident residu resign resin resolution resolv resort respond respons
  rest restart restless restraint restrict retail retain retirement reveng revenu rever revers revert revision reviv
  reviz revolt revolution revolv reward ridg ring rins riot road roam roar rock rocket roof room root rout ruin rush
  sack sacr safely safety said sail saliva salt salut sampl sand sandal sativa scal scam scan scandal scar scarc
  scen scold scoop scop scor scout scrap scriptur scrol scrub sculptur seal seam seamless search seat secretary
  secretly sect sediment seed seedl seek seem seen self selfless send sens sent sentiment seren serializ serv server
  sery sesam seven sever shad shaft shak shallow sham shameless shap shar shark sharp shav shed sheep sheet shel
  shelf shift shin ship shirt shock shoot shop shor short shortcom shortcut shot shout show shrik shrin shrink shrub
  shut sick sigh sight sign silenc silent silk silt simpl simulation sincer sincerely sincerity sing singer singl
  sink situation skat skil skin skip skirt skul slab slack slam slander slap slash sleep sleev slender slic slid
  slight slim slip slit slop slot slow sluic smal smart smash smear smel smil snack snail snak snap sneak snout snow
  soak soap soar socialist sock soft soil solar sold solid solo solv somewhat somewher song soon sort soul soup sour
  sourc southeast southwest spac spad span spar spark sparkl speak spear specialist specializ specially specialty
  specy speed spel spend spent spicy spil spin spit splash splendid splendor splic split spoil spong spoon sport
  spot spous spout sprain spray spring sprout spur spurt squad squar squat squid stab stabl stack staf stag stain
  stak stal stalk stamp stand standard standardiz stapl star starch starl start stat statu statur status stay steak
  steal steam steed steel steep stem step stew stick stif sting stir stitch stock ston stool stop stor storm story
  stout stov straight straighten strain strait strang strap strategic strategist strategy straw stray stream
  strength strengthen strid strif strik string strip striv strok strol strong stub stuck stud study stuf stun sturdy
  styl submit subset succession successiv successor suck suit summit sunset superior supervisor swallow swamp swan
  swap sway swear sweat sweep sweet swel swift swim swin swing switch sword sworn tabl tail taken talk tank task
  tast teach team tear teas tech teeth temporarily temporary tend tens tent tenth term terminal terminat tern test
  text thank their them then ther thes they thick thin thing think thorough thos thre thread threat thresh throat
  thron through throw thrown thrush thumb thump thus tick tidy tied tier tiger timber timer tinkl tiny toast toil
  token tonic took tool topic torch torment torrent touch tough tourism tourist towel tower trac track tract trad
  tradition trail train transaction transfer transform transformation transit transition transitiv translat
  translation translator transmit transport transportation trap tray tread treat trend trial trib trick trifl trim
  trip troop trough troup truck trunk turn twic twin twinkl understand understood unnecessarily unnecessary vacation
  vagu vain valiant valu valv variant variation vary vegetarian vegetation veil vein vent venu verb vers very violat
  violenc violent violet viral vital wail waist wait waiter wander want ward warm warn warp warship wash wast watch
  water weak wear weav weed week weep west whal what whatever wheat whenever whip whit whol whom whos wick widow
  width wield wild wind window wing wink winner winter wish witch with wolf wolv woman women wonder wood wooden wool
  woolen word work world worm worn wors worship woven wrap wrist writ writer wrot yard yarn yearn`.split(
    /\s+/,
  ),
);
