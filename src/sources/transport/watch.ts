/**
 * Calls `cancel` of everybody whose signal is aborted, with one listener for each signal however many share it: thousands of
 * errands of one question are cancelled by one.
 */
export class AbortWatch<Member extends { cancel(): void }> {
  private readonly parties = new Map<AbortSignal, { readonly members: Set<Member>; readonly stop: () => void }>();

  add(signal: AbortSignal, member: Member): void {
    let party = this.parties.get(signal);
    if (party === undefined) {
      const members = new Set<Member>();
      const cancelAll = () => {
        this.parties.delete(signal);
        members.forEach((one) => one.cancel());
      };
      signal.addEventListener('abort', cancelAll, { once: true });
      party = { members, stop: () => signal.removeEventListener('abort', cancelAll) };
      this.parties.set(signal, party);
    }
    party.members.add(member);
  }

  remove(signal: AbortSignal, member: Member): void {
    const party = this.parties.get(signal);
    if (party?.members.delete(member) === true && party.members.size === 0) {
      party.stop();
      this.parties.delete(signal);
    }
  }
}
