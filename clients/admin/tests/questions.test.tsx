import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { type Asked, QuestionCard } from '../src/questions/question-card'

const caller = { account: 'me', tenant: 't', role: 'member' } as const
const question: Asked = {
  id: 'q', thread: 'th', task: 1, text: 'Which \u202e?', options: ['red', 'blue'], trust: 'untrusted',
  expires: '2026-01-04T00:00:00Z', status: 'open',
}

const sent: { url: string; body: unknown }[] = []

function answers(response: () => Response): void {
  sent.length = 0
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, body: JSON.parse(init.body as string) })
    return response()
  })
}

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('an option is an answer', async () => {
  answers(() => Response.json({ question: 'q', text: 'blue', by: 'me' }))
  const { container } = render(<QuestionCard question={question} caller={caller} />)
  expect(container.querySelector('.question-text')?.textContent).toBe('Which U+202E?')
  expect(screen.getByText('Text from outside had a part in this question.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'blue' }))
  await screen.findByText('A task asked, and was answered')
  expect(container.querySelector('.question-answer')?.textContent).toBe('You: blue')
  expect(sent).toEqual([{ url: expect.stringMatching(/threads\/th\/questions\/q\/answer$/), body: { text: 'blue' } }])
})

it.each([
  ['already_answered', 'A task asked, and was answered'],
  ['question_expired', 'A task asked; nobody answered in time'],
  ['question_withdrawn', 'A task asked, and has ended since'],
])('what came too late is said: %s', async (code, said) => {
  answers(() => Response.json({ code, title: 'no', status: 409 }, { status: 409 }))
  render(<QuestionCard question={question} caller={caller} />)
  fireEvent.change(screen.getByLabelText('Or another answer'), { target: { value: 'green' } })
  fireEvent.keyDown(screen.getByLabelText('Or another answer'), { key: 'Enter' })
  await screen.findByText(said)
  expect(screen.queryByRole('button', { name: 'Answer' })).toBeNull()
})

it('an answer that was not taken stays written', async () => {
  answers(() => Response.json({ code: 'busy', title: 'Try again.', status: 503 }, { status: 503 }))
  render(<QuestionCard question={{ ...question, options: [] }} caller={caller} />)
  const field = screen.getByLabelText<HTMLTextAreaElement>('Your answer')
  fireEvent.change(field, { target: { value: 'green' } })
  fireEvent.click(screen.getByRole('button', { name: 'Answer' }))
  await screen.findByRole('alert')
  expect(field.value).toBe('green')
})

it('an auditor reads, and answers nothing', () => {
  render(<QuestionCard question={question} caller={{ ...caller, role: 'auditor' }} />)
  expect(screen.queryByRole('button')).toBeNull()
})
