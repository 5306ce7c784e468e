import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './design/tokens.css'
import './design/base.css'
import './design/controls.css'
import './shell/shell.css'
import './shell/page.css'
import './chat/chat.css'
import './chat/task.css'
import './chat/agent-choice.css'
import './approvals/approvals.css'
import './questions/questions.css'
import './files/kept.css'
import './design/markdown.css'
import './design/dialog.css'
import './design/lists.css'
import './runs/runs.css'
import { applyTheme } from './design/theme'
import { App } from './shell/app'

applyTheme()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
