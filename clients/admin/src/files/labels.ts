import type { Labels } from '../api/types'

const trust: Record<Labels['trust'], string> = {
  system: 'from OmniSage',
  member: 'from members',
  tool: 'made with tools',
  untrusted: 'from outside',
}

/** How far a content is to be trusted, in so few words that they stand in a list. */
export function labelWords(labels: Labels): string {
  const secret = labels.sensitivity === 'personal' || labels.sensitivity === 'secret'
  return secret ? `${trust[labels.trust]}, ${labels.sensitivity}` : trust[labels.trust]
}

/** Whether somebody should think twice before using it. */
export const isDoubtful = (labels: Labels): boolean =>
  labels.trust === 'untrusted' || labels.sensitivity === 'personal' || labels.sensitivity === 'secret'
