/**
 * Characters that are not seen, or that turn the order of others around. Where a person decides about a text, they are
 * written out, so that nobody is shown another text than the one that counts.
 */
const unseen = new RegExp(
  [
    // Controls of terminals, and what stands for a line's end elsewhere; tabs and line feeds are seen.
    '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029]',
    // Marks of direction, joiners, fillers and other characters without a form of their own.
    '[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b-\\u200f\\u202a-\\u202e]',
    '[\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb]',
    '[\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]',
  ].join('|'),
  'gu',
)

export type Piece = { text: string; isMark: boolean }

/** The text in pieces, those that are not seen named by their number: `U+202E`. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(unseen)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index), isMark: false })
    const code = match[0].codePointAt(0) ?? 0
    found.push({ text: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, isMark: true })
    from = match.index + match[0].length
  }
  if (from < text.length) found.push({ text: text.slice(from), isMark: false })
  return found
}

/** For titles and other places where a text stands among ours: nothing in it can act on its surroundings. */
export const plain = (text: string): string => text.replace(unseen, '\ufffd')

/** What a terminal would have coloured is read as text. */
export const withoutColours = (text: string): string => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '')

/** JSON with what is not seen as escapes, so that whoever edits it sees what is there; it means the same. */
export const escaped = (json: string): string =>
  json.replace(unseen, found =>
    [...Array(found.length).keys()]
      .map(at => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  )
