import { confidences, severities } from '#lib/model/scale.ts';
import type { Claim, Scanner } from './claim.ts';
import { countryPattern } from './countries.ts';
import { matches } from './text.ts';

/** What somebody else would have to have told: lists, feeds, reputations. */
const reputation =
  /\b(?:known|confirmed|notorious|reported|recogni[sz]ed|well-known)[- ](?:\w+[- ])?(?:malicious|bad|hostile|attackers?|scanners?|threats?|threat actors?|C2|command|offenders?|abusers?|botnets?|exit)\b|\b(?:is|are|was|were|as|be|being)\s(?:\w+ly\s)?malicious\b|\bmalicious\s(?:IPs?|address(?:es)?|hosts?|actors?|servers?|infrastructure|domains?|source|sources|scanners?)\b|\b(?:black|block|deny)list(?:ed|ing)\b|\b(?:flagged|listed|reported)\s(?:as|by|on|in)\b|\bthreat[- ](?:intel(?:ligence)?|feeds?|lists?)\b|\breputations?\b|\babuse\s?(?:IPDB|reports?|confidence|scores?|ch)\b|\b(?:VirusTotal|GreyNoise|Shodan|Censys|Spamhaus|AlienVault|OTX|Talos|CrowdStrike|Mandiant|Recorded Future|URLhaus|ThreatFox|MISP|Emerging Threats|MaxMind|WHOIS|RDAP)\b|\bintelligence (?:sources?|reports?|feeds?)\b|\bknown (?:for|to be)\s(?:\w+\s){0,2}(?:malicious|hostile|bad|scann\w+|attack\w*|abus\w+|spam\w*|brute)\b|\bassociated with\s(?:\w+\s){0,3}(?:malware|threats?|attack\w*|botnets?|campaigns?|scann\w+|groups?|actors?|abuse|malicious)\b|\bTor (?:exit|relay|node)s?\b/gi;

/** Who is behind an address, where it stands, what runs on it: nothing of which is in a flow log. */
const attribution =
  /\bAPT[- ]?\d+\b|\bFIN\d{1,2}\b|\b(?:UNC|TA|G|S|M)\d{3,5}\b|\b(?:Lazarus|Fancy Bear|Cozy Bear|Sandworm|Turla|Kimsuky|Volt Typhoon|Salt Typhoon|Scattered Spider|LockBit|BlackCat|ALPHV|Conti|REvil|TrickBot|Emotet|QakBot|Mirai|Mozi|Cobalt Strike|Metasploit|Meterpreter|Sliver|Mimikatz|Nmap|Masscan|ZMap|Log4Shell|EternalBlue|WannaCry|XMRig)\b|\bCVE-\d{4}-\d+\b|\b(?:nation|state)[- ](?:state|sponsored|backed)\b|\bthreat (?:actors?|groups?)\b|\b(?:hacktivists?|cyber ?criminals?|criminal groups?)\b|\bASN?\s?\d{2,}\b|\bautonomous system\b|\b(?:owned|operated|run|hosted|controlled) by\b|\bgeo-?location\b/gi;

/** An owner or a place by its capital letter: «belongs to Contoso», not «belongs to the transfer». */
const placed =
  /\b(?:belongs?|belonging|registered|assigned|allocated|attributed) to (?:the |an? )?(?!(?:IP|VPC|ENI|AWS|TCP|UDP|RFC|Finding|Candidate)\b)[A-Z]\w+|\b(?:hosted|located|based|geolocated|registered|originat(?:es?|ed|ing)) (?:in|from|at) (?:the )?(?!(?:VPC|AWS|Internet|RFC|IP)\b)[A-Z]\w+/g;

/** What happened inside a session: flow logs hold no payload, no login, no file. */
const outcome =
  /\b(?:exfiltrated|stole|stolen)\b|\bbrute[- ]forced\s(?:\w+\s){0,2}(?:passwords?|credentials?|log-?ins?|accounts?)\b|\b(?:is|are|was|were|as)\s(?:an?\s|the\s)?(?:\w+\s)?(?:C2|C&C|command[- ]and[- ]control)\b|\b(?:ransomware|botnets?|malware|trojans?|rootkits?|spyware|worms?)\b|\b(?:log-?ins?|logons?|authentications?|sign-?ins?|brute[- ]force(?: attack)?|attacks?|exploits?|exploitation|intrusions?|breach(?:es)?|compromise)\s(?:\w+\s)?(?:succeeded|(?:was|were|is|has been|had been) (?:\w+ly )?successful|worked|completed)\b|\bsuccessful(?:ly)?\s(?:\w+\s){0,2}(?:log-?ins?|logged in|logons?|authenticat\w+|sign-?ins?|compromis\w+|exploit\w*|breach\w*|intrusions?|brute[- ]forc\w+|infiltrat\w+|exfiltrat\w+|attack\w*|access(?:ed)?|guess\w*)\b|\b(?:authenticated|logged in|logged on|signed in)\b|\b(?:compromised|stolen|leaked|cracked|guessed|harvested|valid)\s(?:\w+\s)?(?:credentials?|passwords?|accounts?|keys?|tokens?|hosts?|servers?|systems?|instances?|machines?|assets?)\b|\b(?:credentials?|passwords?|accounts?|keys?|hosts?|servers?|systems?|instances?|machines?)\s(?:\w+\s)?(?:was|were|is|are|has been|have been|had been|got)\s(?:\w+ly\s)?(?:compromised|stolen|cracked|guessed|infected|breached|hacked|owned|harvested)\b|\b(?:is|was|are|were|been)\s(?:\w+ly\s)?(?:compromised|infected|breached|hacked|exfiltrated|exploited)\b|\b(?:gain(?:ed|s|ing)?|obtain(?:ed|s)|got|established)\s(?:\w+\s){0,2}(?:access|foothold|shell|control|persistence|credentials?)\b|\b(?:data|files?|documents?|records|databases?)\s(?:\w+\s)?(?:was|were|has been|have been)\s(?:\w+ly\s)?(?:exfiltrated|stolen|leaked|copied|encrypted|deleted|read)\b|\b(?:stole|exfiltrated|leaked|encrypted|deleted)\s(?:\w+\s){0,2}(?:data|files?|documents?|credentials?|records|databases?|information)\b|\bconfirm(?:s|ed|ing)?\s(?:\w+\s){0,2}(?:exfiltration|compromise|breach|intrusion|attack|infection|theft)\b|\b(?:executed|ran|ran?n?ing|dropped|installed|deployed|downloaded)\s(?:\w+\s){0,2}(?:commands?|payloads?|scripts?|malware|backdoors?|shells?|code|tools?|implants?)\b|\bexploited\s(?:\w+\s){0,2}(?:vulnerabilit\w+|flaws?|weakness\w*|services?)\b|\b(?:customer|personal|sensitive|confidential|financial|payment|health|card(?:holder)?) (?:data|records|information)\b|\bPII\b|\bprivileges? (?:was|were) escalated\b/gi;

const denied =
  /\b(?:not|n't|cannot|can't|never|without|no|nor|neither|none|unknown|unclear|unproven|unconfirmed|undecided|unanswered|whether|if|absent|beyond|lacks?|impossible|nothing)\b/i;
const deniedAfter =
  /^(?:[^.,;]|(?<=\d)\.(?=\d)){0,80}\b(?:not (?:been )?(?:checked|consulted|queried|known|proved|proven|shown|visible|confirmed|decidable|available)|unchecked|unknown|unproven|unconfirmed|cannot be|can't be|not (?:in|part of)|remains? (?:open|unknown|unproven))\b/i;
const hedged =
  /\b(?:may|might|could|would|can|possibl[ey]|potential(?:ly)?|perhaps|maybe|likely|probabl[ey]|suspected|suspicious|apparent(?:ly)?|consistent with|suggests?|suggesting|indicat(?:e|es|ing|ive)|hints?|appears?|seems?|resembles?|looks? like|pattern of|typical of|signs? of|risk of|attempt(?:s|ed|ing)?|try|tries|tried|as if|should|assum\w+|treat(?:ed)?|hypothes\w+|in case|unless|until|how|like|often|common(?:ly)?|such as)\b/i;
const lookup =
  /^(?:\W*(?:and |then |also |please )?)?(?:check|look up|look|query|search|consult|compare|verify|enrich|review|ask|confirm|establish|determine|find out|identify|run|use|obtain|collect|correlate|cross-check|which|who|what|where|is|are|does|do|did|was|were|has|have)\b/i;

const severityWords = severities.join('|');
const severityBefore = new RegExp(`\\b(?<level>${severityWords})[- ]severity\\b`, 'gi');
const severityAfter = new RegExp(
  `\\bseverit(?:y|ies)\\s?(?:is|of|was|:|=|as|rated|to)?\\s?"?(?<level>${severityWords})\\b`,
  'gi',
);
const levelFinding = /(?<![\w-])(?<level>critical|high|medium|low)(?=[- ](?:findings?|alerts?|candidates?)\b)/gi;
const riskBefore = /\b(?<level>critical|high|medium|low|info)[- ]risk\b/gi;
const riskAfter =
  /\brisk(?:\s(?:level|rating))?\s?(?:is|of|was|:|=|as|rated|to be|remains)?\s?(?:rated|overall|assessed|considered)?\s?(?:as\s)?"?(?<level>critical|high|medium|low|info)\b(?![- ](?:severity|finding|confidence))/gi;
const confidenceBefore = new RegExp(`\\b(?<level>${confidences.join('|')})[- ]confidence\\b`, 'gi');
const confidenceAfter = new RegExp(
  `\\bconfidence\\s?(?:is|of|was|:|=|level)?\\s?"?(?<level>${confidences.join('|')})\\b`,
  'gi',
);

/** Statements that no number of a flow log can carry, and the levels a sentence gives. Reads one sentence at a time. */
export const scanStatements: Scanner = (sentence) => [
  ...statements(sentence, reputation, 'reputation', false),
  ...statements(sentence, attribution, 'attribution', false),
  ...statements(sentence, placed, 'attribution', false),
  ...matches(sentence, countryPattern, (_, span) => ({ ...span, kind: 'statement', what: 'attribution' })),
  ...statements(sentence, outcome, 'outcome', true),
  ...[severityBefore, severityAfter, levelFinding].flatMap((pattern) =>
    matches(sentence, pattern, (match, span) => {
      const level = severities.find((known) => known === match.groups?.level?.toLowerCase());
      return level ? { ...span, kind: 'severity', level } : null;
    }),
  ),
  ...[riskBefore, riskAfter].flatMap((pattern) =>
    matches(sentence, pattern, (match, span) => {
      const level = (['Critical', 'High', 'Medium', 'Low', 'Info'] as const).find(
        (known) => known.toLowerCase() === match.groups?.level?.toLowerCase(),
      );
      return level ? { ...span, kind: 'risk', level } : null;
    }),
  ),
  ...[confidenceBefore, confidenceAfter].flatMap((pattern) =>
    matches(sentence, pattern, (match, span) => {
      const level = confidences.find((known) => known === match.groups?.level?.toLowerCase());
      return level ? { ...span, kind: 'confidence', level } : null;
    }),
  ),
];

/**
 * A statement counts unless its own clause takes it back («whether the login succeeded is unknown») or asks for it
 * («Check 203… in threat intelligence»). An outcome may also be offered as a possibility; a reputation may not, because
 * «possibly listed» still tells of a list that nobody looked at.
 */
function statements(
  sentence: string,
  pattern: RegExp,
  what: 'reputation' | 'attribution' | 'outcome',
  mayHedge: boolean,
): Claim[] {
  return matches(sentence, pattern, (_, span) => {
    const before = sentence.slice(0, span.start);
    const clause = before.slice(
      Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf(':'), before.lastIndexOf(' but ')) +
        1,
    );
    const nearby = clause.split(/\s+/).slice(-10).join(' ');
    const open = /\?\s*$/.test(sentence) || lookup.test(sentence);
    const taken = denied.test(nearby) || deniedAfter.test(sentence.slice(span.end));
    const named = /APT|FIN|UNC|CVE|[A-Z]\d{4}/.test(span.text);
    // «Check 203…, which is listed by …» asks for nothing: it says so.
    const asserts =
      /^(?:is|are|was|were|as|be|being|known|confirmed|notorious|flagged|listed|reported|associated)\b/i.test(
        span.text,
      );
    if (!named && (taken || (open && (!asserts || /\?\s*$/.test(sentence))))) return null;
    if (mayHedge && hedged.test(clause)) return null;
    return { ...span, kind: 'statement', what };
  });
}
