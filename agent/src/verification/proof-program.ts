// The program of a proof's own process. It stays until the agent ends it: the rows that will be asked for
// are known to the server only later.
import { programChannel } from '../processes/program-channel.ts';
import { messageOf } from '../user-error.ts';
import type { ProofReply, ProofStep } from './proof-messages.ts';
import { ProofSession } from './proof-session.ts';

const session = new ProofSession();
const channel = programChannel<ProofStep, ProofReply>();

channel.listen(async (request) => {
  try {
    await channel.send({ isOk: true, answer: await session.answer(request) });
  } catch (error) {
    await channel.send({ isOk: false, reason: messageOf(error) });
  }
});
