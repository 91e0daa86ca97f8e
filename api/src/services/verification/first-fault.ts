import type { PendingProof } from '../../db/queries/proofs.ts';

type Pick = PendingProof['picks'][number];
type Opening = PendingProof['openings'][number];

/** The first fault of the openings of the picks, one after the other; undefined when all hold. */
export async function firstFault(
  { openings, picks }: PendingProof,
  faultOf: (pick: Pick, opening: Opening) => Promise<string | undefined>,
): Promise<string | undefined> {
  if (openings.length !== picks.length) return 'the number of openings is wrong';
  for (const [index, pick] of picks.entries()) {
    const opening = openings[index];
    if (opening === undefined) return 'an opening is missing';
    if (opening.repetition !== pick.repetition || opening.row !== pick.row) {
      return 'another row was opened';
    }
    const fault = await faultOf(pick, opening);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
