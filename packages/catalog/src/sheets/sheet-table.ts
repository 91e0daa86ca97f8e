import { type DeviceRow, gibibyte } from '../devices/device-row.ts';

/** One fact of a row as its table holds it; null where no source gave it. */
export type Cell = string | number | null;

/** Data sheets of one family: facts copied from one source, one device a row, in the source's units. */
export interface SheetTable {
  readonly vendor: string;
  readonly kind: 'cpu' | 'gpu';
  /** Where all figures of the table come from; `{}` stands for the row's `page`. */
  readonly source: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A row while its cells are read. */
type Facts = { -readonly [K in keyof DeviceRow]?: DeviceRow[K] } & { page?: string };

/** Puts a cell among the facts; false when it is not what its column holds. */
type Reader = (facts: Facts, cell: string | number) => boolean;

type KeysOf<T> = { [K in keyof Facts]-?: T extends Required<Facts>[K] ? K : never }[keyof Facts];

function figure(key: KeysOf<number>, scale: number): Reader {
  return (facts, cell) => {
    if (typeof cell !== 'number' || !(cell > 0)) return false;
    facts[key] = cell * scale;
    return true;
  };
}

function text(put: (facts: Facts, words: string) => void, pattern = /./): Reader {
  return (facts, cell) => {
    if (typeof cell !== 'string' || !pattern.test(cell)) return false;
    put(facts, cell);
    return true;
  };
}

/** What a table may hold, and the unit of each figure. */
const readers: Readonly<Record<string, Reader>> = {
  name: text((facts, words) => {
    facts.name = words;
  }),
  aliases: text((facts, words) => {
    facts.aliases = words.split('|');
  }),
  page: text((facts, words) => {
    facts.page = words;
  }),
  launched: text((facts, words) => {
    facts.launchYear = Number(words.slice(0, 4));
    if (words.length === 10) facts.launchDate = words;
  }, /^20[012]\d(-Q[1-4]|-\d\d-\d\d)?$/),
  memoryType: text((facts, words) => {
    facts.memoryType = words;
  }),
  core: text((facts, words) => {
    facts.coreType = words;
  }),
  instructions: text((facts, words) => {
    facts.instructionSets = words.split(' ');
  }),
  memoryGibibytes: figure('memoryBytes', gibibyte),
  maximumMemoryGibibytes: figure('maximumMemoryBytes', gibibyte),
  busBits: figure('memoryBusBits', 1),
  megatransfersPerSecond: figure('memoryTransfersPerSecond', 1e6),
  bandwidthGigabytesPerSecond: figure('bandwidthBytesPerSecond', 1e9),
  f32Teraflops: figure('f32FlopsPerSecond', 1e12),
  lanes: figure('f32Lanes', 1),
  cores: figure('physicalCores', 1),
  efficiencyCores: figure('efficiencyCores', 1),
  threads: figure('logicalCores', 1),
  baseMegahertz: figure('baseHertz', 1e6),
  efficiencyBaseMegahertz: figure('efficiencyBaseHertz', 1e6),
  boostMegahertz: figure('boostHertz', 1e6),
  level2Mebibytes: figure('level2Bytes', 2 ** 20),
  level3Mebibytes: figure('level3Bytes', 2 ** 20),
  powerWatts: figure('powerWatts', 1),
};

const derivedBandwidth = {
  bandwidth: 'derived from the width of the memory bus and its rate',
} as const;

/** A figure that the source leaves to whoever multiplies. */
function addBandwidth(facts: Facts): void {
  const { memoryBusBits: bits, memoryTransfersPerSecond: transfers } = facts;
  if (facts.bandwidthBytesPerSecond !== undefined) return;
  if (bits === undefined || transfers === undefined) return;
  facts.bandwidthBytesPerSecond = (bits / 8) * transfers;
  facts.derived = derivedBandwidth;
}

/**
 * The devices of a table, in SI base units.
 * @throws Error naming the row and the column when a cell is not what its column holds
 */
export function readSheet({ columns, kind, rows, source, vendor }: SheetTable): DeviceRow[] {
  const ordered = columns.map((column) => {
    const read = Object.hasOwn(readers, column) ? readers[column] : undefined;
    if (read === undefined) throw new Error(`No data sheet has a column ${column}.`);
    return { column, read };
  });
  return rows.map((cells) => {
    const facts: Facts = {};
    for (const [index, { column, read }] of ordered.entries()) {
      const cell = cells[index];
      if (cell === null) continue;
      if (cell !== undefined && read(facts, cell)) continue;
      throw new Error(
        `${vendor} ${cells[0]}: ${column} is ${JSON.stringify(cell)}. Figures are above 0, texts ` +
          'are not empty, and what no source gives is null.',
      );
    }
    addBandwidth(facts);
    const { name, page = '', ...rest } = facts;
    if (name === undefined) throw new Error(`A row of ${source} has no name.`);
    const sheetSource = source.replace('{}', page);
    const launchSource = rest.launchYear === undefined ? undefined : sheetSource;
    return {
      ...rest,
      name,
      vendor,
      kind,
      source: sheetSource,
      sheetSource,
      ...(launchSource !== undefined && { launchSource }),
    };
  });
}
