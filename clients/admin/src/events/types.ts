import type { Labels } from '../api/types'

/** One committed event, as `docs/api.md` describes it; what its payload holds depends on its type. */
export type StoredEvent = {
  id: string
  journal: { kind: string; id: string }
  seq: number
  type: string
  at: string
  actor: string
  labels: Labels
  thread?: string
  payload: Payload | null
}

export type Payload = Record<string, unknown>

/** Live output of a running step. It may be lost or repeated; the events are the truth. */
export type Output = {
  run: string
  step: number
  attempt: number
  /** One more whenever another model takes over in the middle; what was said before it in the attempt is void. */
  try?: number
  channel: 'answer' | 'stdout' | 'stderr'
  offset: number
  text: string
}

export type Feed = { event: StoredEvent } | { output: Output }

/** Payloads come from a log that other versions may have written, so each member is looked at before it is used. */
export const text = (payload: Payload | null | undefined, name: string): string => {
  const value = payload?.[name]
  return typeof value === 'string' ? value : ''
}

export const number = (payload: Payload | null | undefined, name: string): number | null => {
  const value = payload?.[name]
  return typeof value === 'number' ? value : null
}

export const object = (payload: Payload | null | undefined, name: string): Payload | null => {
  const value = payload?.[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : null
}

export const list = (payload: Payload | null | undefined, name: string): unknown[] => {
  const value = payload?.[name]
  return Array.isArray(value) ? value : []
}

/** JSON inside a text, as tools' arguments and results are stored. */
export function parse(json: string): Payload | null {
  if (!json.startsWith('{')) return null
  try {
    return JSON.parse(json) as Payload
  } catch {
    return null
  }
}
