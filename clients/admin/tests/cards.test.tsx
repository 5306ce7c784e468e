import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApprovalCard } from '../src/approvals/approval-card'
import { TaskCard } from '../src/chat/task-card'
import { advance, type Delegated, emptyConversation } from '../src/events/conversation'
import { story } from './events'

// A machine that has much else to do takes its time.
configure({ asyncUtilTimeout: 30_000 })

const caller = { account: 'a', tenant: 't', role: 'owner' } as const

const approval = {
  id: 'ap', thread: 'th', run: 'r', status: 'open', title: 'x', hash: 'h4sh', rule: 'ask', why: 'because',
  of: ['owner'],
  act: { tool: 'shell.run', version: 1, arguments: '{"command":"ls \u202e"}', actor: 'a', policyVersion: 1 },
  labels: { trust: 'tool', sensitivity: 'internal', sources: ['e'], overflow: false },
  created: '2026-01-01T00:00:00Z', expires: '2026-01-04T00:00:00Z', updated: '2026-01-01T00:00:00Z',
}

let sent: { url: string; init: RequestInit }[] = []

beforeEach(() => {
  sent = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init })
    const isDecided = sent.some(one => one.init.method === 'PUT')
    return Response.json(isDecided ? { ...approval, status: 'denied', decision: { note: 'no', hash: 'h' } } : approval)
  })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function taskOf(events: number) {
  const conversation = advance(emptyConversation, story().slice(0, events), true)
  const task = conversation.items.find((item): item is Delegated => item.kind === 'task')!
  return render(<TaskCard task={task} thread="th" run={conversation.runs['task']} caller={caller} />)
}

it('a task that works shows its output and can be cancelled', () => {
  const { container } = taskOf(14)
  expect(container.querySelector('.output')?.textContent).toBe('a.txt')
  expect(screen.getByRole('button', { name: 'Cancel task 1' })).toBeTruthy()
  expect(container.querySelector('.status')?.textContent).toBe('Working')
})

it('a task that is over folds up and can be opened', () => {
  const { container } = taskOf(18)
  expect(container.querySelector('.output')).toBeNull()
  expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: /Task 1/ }))
  expect(container.querySelector('.output')?.textContent).toBe('a.txt')
  expect(screen.getByText('A check passed')).toBeTruthy()
})

it('an approval is decided about by its hash, with a note', async () => {
  const { container } = render(<ApprovalCard id="ap" version="open" caller={caller} startsOpen />)
  await screen.findByText('May this be done?')
  expect(container.querySelector('.argument')?.textContent).toBe('ls U+202E')
  fireEvent.click(screen.getByRole('button', { name: 'Deny …' }))
  fireEvent.change(screen.getByLabelText(/Why not/), { target: { value: 'no' } })
  fireEvent.click(screen.getByRole('button', { name: 'Deny' }))
  await waitFor(() => expect(screen.getByText('Denied')).toBeTruthy())
  const decision = sent.find(one => one.init.method === 'PUT')!
  const headers = new Headers(decision.init.headers)
  expect([headers.get('If-Match'), headers.get('X-OmniSage-Page')]).toEqual(['"h4sh"', '1'])
  expect(JSON.parse(decision.init.body as string)).toEqual({ verdict: 'deny', note: 'no' })
})

it('an auditor sees what is asked and decides nothing', async () => {
  render(<ApprovalCard id="ap" version="open" caller={{ ...caller, role: 'auditor' }} startsOpen />)
  await screen.findByText('May this be done?')
  expect(screen.queryByRole('button', { name: 'Allow' })).toBeNull()
})
