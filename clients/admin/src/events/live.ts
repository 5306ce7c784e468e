import type { Output } from './types'

/** The latest output of one step is kept, this much of it. */
export const liveCharsMax = 64 * 1024

export const lostMark = '\n… some output was not shown …\n'

/** What a running step has said so far. */
export type Live = {
  attempt: number
  /** Above 0 another model took over, and the text began anew. */
  tries: number
  text: string
  /** Characters of each channel that were seen or lost. */
  positions: Partial<Record<Output['channel'], number>>
}

/**
 * Joins a piece to what is there, by (attempt, try, channel, offset): what was seen before is dropped, as a new
 * connection repeats it, what was lost is marked, and a later attempt, or another model's try, begins anew.
 */
export function join(live: Live | undefined, piece: Output): Live {
  const tries = piece.try ?? 0
  const age = live ? piece.attempt - live.attempt || tries - live.tries : 1
  if (live && age < 0) return live
  const base: Live = live && age === 0 ? live : { attempt: piece.attempt, tries, text: '', positions: {} }
  const position = base.positions[piece.channel] ?? 0
  const end = piece.offset + piece.text.length
  if (end <= position) return base
  const isLost = piece.offset > position
  const added = isLost ? lostMark + piece.text : piece.text.slice(position - piece.offset)
  const text = (base.text + added).slice(-liveCharsMax)
  return { ...base, text, positions: { ...base.positions, [piece.channel]: end } }
}
