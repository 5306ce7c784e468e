import { useEffect, useRef, useState } from 'react'
import type { Conversation } from '../events/conversation'
import { isOver, openQuestions } from '../events/run'

/** Says aloud what has come, once and whole: an answer, a question, the end of a task; not every word as it streams. */
export function Announcer({ conversation }: { conversation: Conversation }) {
  const [said, setSaid] = useState('')
  const before = useRef<string | null>(null)
  const answers = conversation.items.filter(item => item.kind === 'answer')
  const runs = Object.values(conversation.runs)
  const asked = runs.flatMap(run => Object.values(run.asked)).filter(one => one.status === 'open').length
  const questions = runs.flatMap(openQuestions)
  const done = conversation.items.filter(item => {
    const run = item.kind === 'task' ? conversation.runs[item.run] : undefined
    return run ? isOver(run) : false
  }).length
  const now = `${answers.length} ${asked} ${done} ${questions.length}`
  useEffect(() => {
    if (!conversation.isLoaded) return
    const [wasAnswers, wasAsked, wasDone, wasQuestions] = (before.current ?? now).split(' ').map(Number)
    before.current = now
    if (asked > (wasAsked ?? 0)) setSaid('Your approval is asked for.')
    else if (questions.length > (wasQuestions ?? 0)) setSaid(`A task asks you: ${questions.at(-1)?.text ?? ''}`)
    else if (answers.length > (wasAnswers ?? 0)) setSaid(`OmniSage says: ${answers.at(-1)?.text ?? ''}`)
    else if (done > (wasDone ?? 0)) setSaid('A task has ended.')
    // What is compared is all in `now`.
  }, [now, conversation.isLoaded])
  return (
    <div className="unseen-text" role="status" aria-live="polite">
      {said}
    </div>
  )
}
