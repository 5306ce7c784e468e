import type { Caller } from '../api/types'
import { Mark } from '../design/icons'
import { useTitle } from '../shell/page'
import { go } from '../shell/route'
import { Composer } from './composer'
import { openThread, send } from './send'

const examples = [
  'run: uname -a && df -h /',
  'run: for n in 1 2 3; do echo step $n; sleep 1; done',
  'compute 2*(3+4)^2',
  'remember that our fiscal year starts in May',
]

/** Where a conversation begins; the thread is made with its first message, so that none stays empty. */
export function NewChat({ caller }: { caller: Caller }) {
  useTitle('New conversation')
  const begin = async (text: string) => {
    const thread = await openThread()
    await send(thread, text)
    go(`threads/${thread}`)
  }
  if (caller.role === 'auditor') {
    return (
      <div className="welcome">
        <Mark />
        <h1>Conversations</h1>
        <p className="hint">As an auditor you read: choose a conversation, or look at the runs.</p>
      </div>
    )
  }
  return (
    <div className="welcome">
      <Mark />
      <h1>What shall be done?</h1>
      <Composer place="new" label="Give OmniSage some work" onSend={begin} autoFocus>
        <p className="hint composer-hint">Enter sends, Shift and Enter begin a new line.</p>
      </Composer>
      <ul className="examples" aria-label="Examples">
        {examples.map(example => (
          <li key={example}>
            <button type="button" className="example" onClick={() => void begin(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
