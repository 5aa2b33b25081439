// The page of a text: pointing at a fact lights the words it rests on, pointing at words lights their facts.

export function reading(root: ParentNode): void {
  const marks = [...root.querySelectorAll<HTMLElement>(".mark[data-facts]")];
  const facts = [...root.querySelectorAll<HTMLElement>(".fact[id^=fact-]")];
  const numbers = (mark: HTMLElement): string[] => (mark.dataset.facts ?? "").split(" ");
  const light = (chosen: string[]): void => {
    for (const mark of marks) mark.classList.toggle("lit", numbers(mark).some((number) => chosen.includes(number)));
    for (const fact of facts) fact.classList.toggle("lit", chosen.includes(fact.id.slice("fact-".length)));
  };
  const listen = (element: HTMLElement, chosen: string[]): void => {
    for (const event of ["pointerenter", "focusin"]) element.addEventListener(event, () => light(chosen));
    for (const event of ["pointerleave", "focusout"]) element.addEventListener(event, () => light([]));
  };
  for (const mark of marks) listen(mark, numbers(mark));
  for (const fact of facts) listen(fact, [fact.id.slice("fact-".length)]);
}
