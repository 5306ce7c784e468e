import type { Trust } from '../api/types'
import { list, object, type Payload, text } from './types'

/** What a task asks a person, as the journals tell it, and how it ended. */
export type Question = {
  id: string
  text: string
  options: string[]
  trust: Trust
  expires: string | null
  status: 'open' | 'answered' | 'expired'
  answer: string
  by: string
}

export type Questions = Record<string, Question>

const empty = { text: '', options: [], trust: 'untrusted', expires: null, status: 'open', answer: '', by: '' } as const

/** The question as it was asked. Its run and its thread both tell it; how it ended holds whichever comes first. */
export function asked(questions: Questions, payload: Payload | null): Questions {
  const id = text(payload, 'question')
  const known = questions[id] ?? { ...empty, id, options: [] }
  const us = payload?.['expiresUs']
  return {
    ...questions,
    [id]: {
      ...known,
      text: text(payload, 'text'),
      options: list(payload, 'options').filter(option => typeof option === 'string'),
      trust: (text(object(payload, 'labels'), 'trust') || 'untrusted') as Trust,
      expires: typeof us === 'number' ? new Date(us / 1000).toISOString() : null,
    },
  }
}

export function answered(questions: Questions, payload: Payload | null): Questions {
  const id = text(payload, 'question')
  const known = questions[id] ?? { ...empty, id, options: [] }
  const end = { status: 'answered', answer: text(payload, 'text'), by: text(payload, 'by') } as const
  return { ...questions, [id]: { ...known, ...end } }
}

export function expired(questions: Questions, id: string): Questions {
  const known = questions[id] ?? { ...empty, id, options: [] }
  return { ...questions, [id]: { ...known, status: 'expired' } }
}
