/** A text in lines of at most so many characters, broken between words; a longer word stays whole. */
export function wrapped(text: string, columns: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = lines[lines.length - 1] === '' ? word : `${lines[lines.length - 1]} ${word}`;
    if (longer.length <= columns || lines[lines.length - 1] === '')
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
