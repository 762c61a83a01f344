/** What is longer than any that honest readers send is made anew each time. */
const longest = 200;

/**
 * A function that remembers what it made of the texts it has seen. Once they are `most` it forgets them all, so that
 * whoever sends ever new ones costs no memory.
 */
export function remembered<T>(make: (text: string) => T, most: number): (text: string) => T {
  const seen = new Map<string, T>();
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (seen.size >= most) seen.clear();
    if (text.length <= longest) seen.set(text, made);
    return made;
  };
}
