// Errors of a tagger on a corpus of news, written by hand.
import type { ReportError } from '../../../../src/evaluation/report/eval-report.js';

type Entity = NonNullable<ReportError['gold']>;

/**
 * An error at the first place of its entities in a sentence.
 *
 * @param line of the sentence's first token
 * @param gold and `predicted` are a type and the text of an entity: "PER Ada Lovelace"; '' for none
 * @param confidence in percent
 */
export function errorOf(
  line: number,
  sentence: string,
  gold: string,
  predicted: string,
  confidence?: number,
): ReportError {
  const tokens = sentence.split(' ');
  const goldEntity = entityOf(tokens, gold);
  const predictedEntity = entityOf(tokens, predicted);
  return {
    kind: kindOf(goldEntity, predictedEntity),
    line: line + ((goldEntity ?? predictedEntity)?.start ?? 0),
    tokens,
    ...(goldEntity && { gold: goldEntity }),
    ...(predictedEntity && { predicted: predictedEntity }),
    ...(confidence !== undefined && { confidence: confidence / 100 }),
  };
}

function entityOf(tokens: readonly string[], typeAndText: string): Entity | undefined {
  if (typeAndText === '') return undefined;
  const [type, ...words] = typeAndText.split(' ');
  const start = tokens.findIndex((_, index) =>
    words.every((word, k) => tokens[index + k] === word),
  );
  if (start < 0) throw new Error(`expected "${words.join(' ')}" in "${tokens.join(' ')}"`);
  return { type, start, end: start + words.length, text: words.join(' ') };
}

function kindOf(gold: Entity | undefined, predicted: Entity | undefined): ReportError['kind'] {
  if (!predicted) return 'missed';
  if (!gold) return 'invented';
  if (gold.start === predicted.start && gold.end === predicted.end) return 'wrong type';
  return gold.type === predicted.type ? 'wrong boundary' : 'wrong type and boundary';
}

// biome-ignore format: one sentence a line
export const newsErrors: readonly ReportError[] = [
  errorOf(14, 'Lindqvist saved two penalties as Norrby drew 1-1 with Harbor City .', 'ORG Norrby', 'LOC Norrby', 71),
  errorOf(14, 'Lindqvist saved two penalties as Norrby drew 1-1 with Harbor City .', 'ORG Harbor City', 'LOC Harbor City', 88),
  errorOf(61, 'Shares in Ostberg Maritime fell 4.2 percent in Oslo on Tuesday .', 'ORG Ostberg Maritime', 'ORG Ostberg', 64),
  errorOf(97, 'The Fisheries Act will be put to a vote before the summer .', 'MISC Fisheries Act', 'ORG Fisheries', 52),
  errorOf(142, 'Mayor Adaeze Obi said the bridge over the Tern would open in May .', 'LOC Tern', '', undefined),
  errorOf(188, '" We never promised a date , " said Obi .', 'PER Obi', 'ORG Obi', 47),
  errorOf(236, 'May was the warmest month since records began in 1881 .', '', 'PER May', 58),
  errorOf(271, 'The Dutch side needed extra time against Norrby .', 'ORG Norrby', 'LOC Norrby', 76),
  errorOf(303, 'Harbor City signed the midfielder from Real Aldea for an undisclosed fee .', 'ORG Harbor City', 'LOC Harbor City', 91),
  errorOf(303, 'Harbor City signed the midfielder from Real Aldea for an undisclosed fee .', 'ORG Real Aldea', 'LOC Aldea', 55),
  errorOf(352, 'A spokesman for the World Grain Council in Geneva declined to comment .', 'ORG World Grain Council', 'ORG Grain Council', 83),
  errorOf(398, 'She studied at the University of Tartu and later at Lund .', 'ORG University of Tartu', 'LOC Tartu', 61),
  errorOf(398, 'She studied at the University of Tartu and later at Lund .', 'ORG Lund', 'LOC Lund', 93),
  errorOf(445, 'Chancellor of the Exchequer Ruth Pell presented the budget at noon .', '', 'ORG Exchequer', 49),
  errorOf(489, 'The novel “ Winter Ferry ” won the Halden Prize this year .', 'MISC Winter Ferry', '', undefined),
  errorOf(489, 'The novel “ Winter Ferry ” won the Halden Prize this year .', 'MISC Halden Prize', 'LOC Halden', 57),
  errorOf(541, 'Rescue teams reached Mount Kesi on foot after two days .', 'LOC Mount Kesi', 'LOC Kesi', 69),
  errorOf(580, 'Police in Port Louis arrested two men after the robbery .', 'LOC Port Louis', 'PER Louis', 44),
  errorOf(622, 'The Scandinavian airline will resume flights to Minsk in April .', 'MISC Scandinavian', '', undefined),
  errorOf(668, 'Analysts at Brandt & Lowe expect the krona to weaken further .', 'ORG Brandt & Lowe', 'PER Brandt', 53),
  errorOf(668, 'Analysts at Brandt & Lowe expect the krona to weaken further .', '', 'PER Lowe', 62),
  errorOf(713, 'The Pell government lost its majority after three members left .', 'PER Pell', 'ORG Pell', 66),
  errorOf(757, 'NORRBY 2 HARBOR CITY 0 ( halftime 1-0 )', 'ORG NORRBY', 'LOC NORRBY', 82),
  errorOf(757, 'NORRBY 2 HARBOR CITY 0 ( halftime 1-0 )', 'ORG HARBOR CITY', 'LOC HARBOR', 45),
  errorOf(790, 'Nurses at St Brendan are to strike for a second week .', 'ORG St Brendan', 'PER Brendan', 51),
  errorOf(836, 'Ottawa said it would not send observers .', 'ORG Ottawa', 'LOC Ottawa', 96),
  errorOf(871, 'The minister flew from Dakar to Bissau , where he met President Camará .', 'PER Camará', '', undefined),
  errorOf(915, 'Coach Ivana Petrov-Hale praised her defense after the match .', 'PER Ivana Petrov-Hale', 'PER Ivana', 59),
  errorOf(958, 'The Tern burst its banks near Aldea on Sunday night .', 'LOC Tern', '', undefined),
  errorOf(958, 'The Tern burst its banks near Aldea on Sunday night .', 'LOC Aldea', 'ORG Aldea', 38),
  errorOf(1003, 'A Boeing 737 of Kestrel Air landed safely with one engine .', 'MISC Boeing 737', 'ORG Boeing', 74),
  errorOf(1003, 'A Boeing 737 of Kestrel Air landed safely with one engine .', 'ORG Kestrel Air', 'ORG Kestrel', 68),
  errorOf(1049, 'Talks between Pell and the Social Alliance broke down late on Monday .', 'ORG Social Alliance', '', undefined),
  errorOf(1094, 'The March 12 decree remains in force , the court in Valmera ruled .', 'LOC Valmera', 'PER Valmera', 42),
  errorOf(1130, 'Leading scorers : Diallo ( Norrby ) 11 , Casimir ( Harbor City ) 9 .', 'ORG Norrby', 'LOC Norrby', 79),
  errorOf(1130, 'Leading scorers : Diallo ( Norrby ) 11 , Casimir ( Harbor City ) 9 .', 'ORG Harbor City', 'LOC Harbor City', 85),
  errorOf(1178, 'Organizers of the Lake Verin Marathon expect 9,000 runners .', 'MISC Lake Verin Marathon', 'LOC Lake Verin', 72),
  errorOf(1221, 'The Bank said inflation would fall to two percent by autumn .', '', 'ORG Bank', 56),
  errorOf(1266, 'Green candidate Tomas Reyes Ortega came third with 11 percent .', 'PER Tomas Reyes Ortega', 'PER Reyes Ortega', 63),
  errorOf(1266, 'Green candidate Tomas Reyes Ortega came third with 11 percent .', 'MISC Green', '', undefined),
  errorOf(1312, 'Scientists aboard the Polar Dawn measured ice two meters thick .', 'MISC Polar Dawn', 'PER Polar Dawn', 41),
  errorOf(1358, 'Harbor City have not won away since January .', 'ORG Harbor City', 'LOC Harbor City', 90),
];
