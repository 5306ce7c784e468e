import type { ProblemDocument } from './types'

/** What the API refused, or that it was not to be reached; `code` is what to decide by. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly document: ProblemDocument | null

  constructor(status: number, code: string, message: string, document: ProblemDocument | null = null) {
    super(message)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.document = document
  }

  static async of(response: Response): Promise<Problem> {
    try {
      const document = (await response.json()) as ProblemDocument
      const text = [document.title, document.detail].filter(Boolean).join(' ')
      return new Problem(response.status, document.code, text, document)
    } catch {
      return new Problem(response.status, 'failed', `OmniSage answered ${response.status}.`)
    }
  }

  static get unreachable(): Problem {
    return new Problem(0, 'unreachable', 'OmniSage cannot be reached just now.')
  }
}

/** What to tell a person of whatever was thrown. */
export function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : 'Something went wrong.'
}
