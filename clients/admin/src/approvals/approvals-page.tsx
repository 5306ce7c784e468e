import { useState } from 'react'
import { call } from '../api/client'
import type { ApprovalItem, ApprovalStatus, Caller } from '../api/types'
import { useResource } from '../api/use-resource'
import { Nothing, Trouble, Waiting } from '../design/states'
import { plain } from '../design/text'
import { Moment } from '../design/time'
import { readOpenQuestions } from '../questions/open-questions'
import { QuestionCard } from '../questions/question-card'
import { Page } from '../shell/page'
import { ApprovalCard } from './approval-card'

const everyMs = 3_000

const words: Record<ApprovalStatus, string> = {
  open: 'Open',
  allowed: 'Allowed',
  denied: 'Denied',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
}

/** All that waits for a person, and what was decided before. */
export function ApprovalsPage({ caller }: { caller: Caller }) {
  const [isAll, setAll] = useState(false)
  const status = isAll ? undefined : ('open' as const)
  const approvals = useResource(
    `approvals ${isAll}`,
    signal => call('get', '/api/v1/workspaces/{workspace}/approvals', { query: { status, limit: 100 }, signal }),
    everyMs,
  )
  const questions = useResource('questions', readOpenQuestions, everyMs)
  const items = approvals.value?.items
  const asked = questions.value ?? []
  return (
    <Page
      title="Approvals"
      intro="What agents may not do unasked, and what they ask, waits here for a person."
      actions={
        <div className="choice" role="group" aria-label="Which">
          <button type="button" aria-pressed={!isAll} onClick={() => setAll(false)}>Open</button>
          <button type="button" aria-pressed={isAll} onClick={() => setAll(true)}>All</button>
        </div>
      }
    >
      {questions.error && !approvals.error && <Trouble text={questions.error} onRetry={questions.reload} />}
      {approvals.error && <Trouble text={approvals.error} onRetry={approvals.reload} />}
      {!items && !approvals.error && <Waiting />}
      {asked.length > 0 && (
        <ul className="cards" aria-label="Questions">
          {asked.map(question => (
            <li key={question.id} data-item tabIndex={-1}>
              <QuestionCard question={{ ...question, status: 'open' }} caller={caller}
                onAnswered={questions.reload} />
              <p className="card-foot">
                <a href={`#/threads/${question.thread}`}>Conversation</a>{' '}
                <a href={`#/runs/${question.run}`}>Timeline</a>
              </p>
            </li>
          ))}
        </ul>
      )}
      {items?.length === 0 && (isAll || (questions.value && asked.length === 0)) && (
        <Nothing title={isAll ? 'Nobody was asked anything yet.' : 'Nothing waits for you.'}>
          Which acts are asked for, the <a href="#/policy">policy</a> says.
        </Nothing>
      )}
      <ul className="cards">
        {items?.map(item => (
          <li key={item.id}>
            {item.status === 'open' ? (
              <OpenItem item={item} caller={caller} onDecided={approvals.reload} />
            ) : (
              <PastItem item={item} caller={caller} />
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}

type OpenProps = { item: ApprovalItem; caller: Caller; onDecided: () => void }

function OpenItem({ item, caller, onDecided }: OpenProps) {
  return (
    <div data-item tabIndex={-1}>
      <ApprovalCard id={item.id} version={item.status} caller={caller} startsOpen onDecided={onDecided} />
      <p className="card-foot">
        <a href={`#/threads/${item.thread}`}>Conversation</a> <a href={`#/runs/${item.run}`}>Timeline</a>
      </p>
    </div>
  )
}

function PastItem({ item, caller }: { item: ApprovalItem; caller: Caller }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="past">
      <button type="button" className="row quiet" data-item aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={`status ${item.status === 'allowed' ? 'good' : 'plain'}`}>
          <span className="dot" aria-hidden="true" />
          {words[item.status]}
        </span>
        <span className="row-title">
          {plain(item.tool)} <span className="hint">{plain(item.target)}</span>
        </span>
        <Moment at={item.created} />
      </button>
      {isOpen && <ApprovalCard id={item.id} version={item.status} caller={caller} startsOpen />}
    </div>
  )
}
