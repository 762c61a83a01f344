/**
 * Words younger than the word lists, of trade and technology, most of them compounds: without them every
 * one would look like two words written as one. Plurals and inflected forms follow from these.
 */
export const recentWords: ReadonlySet<string> = new Set(
  `addon airdrop analytics app autocomplete autofill autosave backend backlink backoff backport bandwidth bioeconomy biofuel bitcoin bitmap
  blockchain blog bookmark bootstrap breadcrumb broadband browser bugfix callback carpool changelog chatbot checkbox checklist
  checkout checkpoint clipboard cloud codebase codegen colocate compostable cooldown copyright coworking crowdfund crowdsource
  cryptocurrency customizable cyberattack cybersecurity cyberspace dashboard database dataset datacenter deadlock debounce
  deserialize devtool downlink download downsize downstream downtime dropdown dropout ebook ecommerce ecosystem edgeless email
  endpoint esport ethernet extensible failover fallback fallthrough farmland feedstock filename filesystem filepath fintech
  firewall firmware flamegraph fluoropolymer foodborne footprint footwear foreach forklift frontend fullscreen fullstack pluggable draggable droppable reachability checkmark geofence
  geopolitics gigafactory giga gigawatt goodbye greenfield greenwash groundwater guideline halal handshake hardcode hardcoded
  hashtag headset healthcare healthcheck heatmap helpdesk helpline heterogeneous homepage hostname hotfix hotkey hotline
  hotspot href hyperlink inbox infographic inline intranet iframe javascript jumpstart keyframe keyword kilowatt landfill laptop
  leaderboard lifecycle lifespan lightweight linter livestream localhost lockdown lockfile login logout lookup malware
  mainstream manifest markdown marketplace memoize memoization metadata metaverse microchip microfiber microgrid microplastic
  microservice middleware milestone mindset minify mixin mobilepay mockup modal monorepo multicast multilateral multimedia
  multimodal multitask namespace nanomaterial netizen newline newsfeed newsletter offboard offline offshore omnichannel
  onboard onboarding online onshore opensource outage outreach overfetch overflow overhead overlay override overview passcode
  passthrough password pathname paywall payload peatland peer phishing photovoltaic pinpoint placeholder plaintext playbook
  playground plugin podcast policymaker policymaking popup postprocess powertrain preload preinit prefetch preorder preprocess
  preset prosumer quickstart ransomware readme realtime reboot rebase recap recyclability refactor regex repo rerender
  resample resize reskill respawn retrofit reusability roadmap roadshow robocall rollback rollout roundtable runtime safelist
  sandbox scalability scalable scam screenshot screensaver scrollbar sdk selfie serializable serialize serializer serverless
  setter setup shareholder shortlist showcase showroom sidebar sidecar signup siloed sitemap smartphone smartwatch snapshot
  socket soundbar spam spotlight spreadsheet stakeholder standalone startup stateless stateful stylesheet stopgap storefront
  streamline subcommand submodule subdomain subfolder submit subpath subsystem subtask subtree supercharger superclass
  superscript supertype sustainability swappable sync takeaway takeout taskbar teardown teleconference telehealth telemedicine
  template textarea textbox threshold throughput tick timeline timeout timestamp toolbar toolbox toolchain toolkit tooltip
  touchpoint touchscreen traceability trackpad tradeoff transpile transpiler trendline trustworthy turbofan typecheck
  typesafe ubiquitous underscore unmount unsubscribe upcycle uplink upload uppercase upscale upskill upstream uptime url usability
  username videoconference viewport virtualize walkthrough watchlist waveform webcam webhook webinar webpack webpage website
  whitelist whitepaper whitespace widescreen widget wildcard wildfire wireframe workaround workbook workflow workload workpiece
  worksheet workshop workspace workstation workstream worldview wraparound writable xenon yaml zoom`.split(
    /\s+/,
  ),
);
