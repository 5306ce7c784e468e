import { type FormEvent, useId, useState } from 'react'
import { call } from '../api/client'
import { messageOf, Problem } from '../api/problem'
import type { Caller, Trust } from '../api/types'
import { Icon } from '../design/icons'
import { Trouble } from '../design/states'
import { Moment } from '../design/time'
import { Visible } from '../design/visible'

/** As the API bounds it. */
const charsMax = 10_000

export type Asked = {
  id: string
  thread: string
  task: number
  text: string
  options: string[]
  trust: Trust
  expires: string | null
  status: 'open' | 'answered' | 'expired' | 'withdrawn'
  answer?: string
  by?: string
}

type Props = { question: Asked; caller: Caller; onAnswered?: () => void }

/** What a task asks, and the answer to it. The first answer counts, whoever gives it, and wherever. */
export function QuestionCard({ question, caller, onAnswered }: Props) {
  const [given, setGiven] = useState<Given | null>(null)
  const { status, answer, by } = question.status === 'open' && given ? { ...question, ...given } : question
  return (
    <section className={`question ${status}`} aria-label={`Question of task ${question.task}`}>
      <h2>
        <Icon name="question" />
        {words[status]}
      </h2>
      <p className="question-text">
        <Visible text={question.text} />
      </p>
      {question.trust === 'untrusted' && (
        <p className="hint source untrusted">Text from outside had a part in this question.</p>
      )}
      {status === 'open' && (
        caller.role === 'auditor'
          ? <p className="hint">Auditors read; somebody else answers.</p>
          : <Answer question={question} onEnded={end => {
              setGiven(end)
              onAnswered?.()
            }} />
      )}
      {status === 'answered' && answer && (
        <p className="question-answer">
          <span className="hint">{by === caller.account ? 'You' : 'Another member'}:</span> <Visible text={answer} />
        </p>
      )}
      {status === 'open' && question.expires && (
        <p className="hint">
          The task goes on without an answer from <Moment at={question.expires} />.
        </p>
      )}
    </section>
  )
}

type Given = { status: Asked['status']; answer?: string; by?: string }

const words: Record<Asked['status'], string> = {
  open: 'A task asks you',
  answered: 'A task asked, and was answered',
  expired: 'A task asked; nobody answered in time',
  withdrawn: 'A task asked, and has ended since',
}

/** Why an answer came too late, as the question then stands. */
const ends: Partial<Record<string, Asked['status']>> = {
  already_answered: 'answered',
  question_expired: 'expired',
  question_withdrawn: 'withdrawn',
}

function Answer({ question, onEnded }: { question: Asked; onEnded: (end: Given) => void }) {
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const id = useId()
  const give = async (said: string) => {
    setBusy(true)
    setTrouble(null)
    try {
      const taken = await call('put', '/api/v1/workspaces/{workspace}/threads/{thread}/questions/{question}/answer', {
        path: { thread: question.thread, question: question.id },
        body: { text: said },
      })
      onEnded({ status: 'answered', answer: taken.text, by: taken.by })
    } catch (fault) {
      const end = fault instanceof Problem ? ends[fault.code] : undefined
      if (end) onEnded({ status: end })
      else setTrouble(messageOf(fault))
    }
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') void give(text)
  }
  return (
    <form className="answering" onSubmit={submit}>
      {trouble && <Trouble text={trouble} />}
      {question.options.length > 0 && (
        <div className="actions" role="group" aria-label="Answers to choose from">
          {question.options.map((option, at) => (
            <button key={at} type="button" className="option" disabled={isBusy} onClick={() => void give(option)}>
              <Visible text={option} />
            </button>
          ))}
        </div>
      )}
      <label className="hint" htmlFor={id}>
        {question.options.length > 0 ? 'Or another answer' : 'Your answer'}
      </label>
      <div className="answer-field">
        <textarea id={id} rows={Math.min(6, text.split('\n').length)} value={text} maxLength={charsMax}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event)
          }} />
        <button type="submit" className="primary" disabled={isBusy || text.trim() === ''}>Answer</button>
      </div>
    </form>
  )
}
