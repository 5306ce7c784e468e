import type { Origin } from '../api/types'

const words: Record<Origin['trust'], string> = {
  system: 'From OmniSage itself',
  member: 'From what members of this workspace said',
  tool: 'From what tools brought, such as the output of commands',
  untrusted: 'From outside: nobody vouches for what it is made of',
}

type Made = Pick<Origin, 'trust' | 'sensitivity' | 'overflow'> & { sources: readonly unknown[] }

/** From what a wish or a file came, for whoever decides about it. */
export function source(labels: Made): string {
  const events = labels.sources.length
  const noun = events === 1 ? 'source' : 'sources'
  const made = events === 0 ? '' : ` (${events}${labels.overflow ? ' and more' : ''} ${noun})`
  const secret = labels.sensitivity === 'personal' || labels.sensitivity === 'secret'
  return `${words[labels.trust]}${made}${secret ? `; it holds ${labels.sensitivity} content` : ''}.`
}
