import { useEffect, useState } from 'react'

export type Theme = 'light' | 'dark'

const key = 'omnisage.theme'
const system = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

function chosen(): Theme | null {
  const value = localStorage.getItem(key)
  return value === 'light' || value === 'dark' ? value : null
}

/** Applied before anything is drawn, so that nothing flashes. */
export function applyTheme(): void {
  const theme = chosen()
  if (theme) document.documentElement.dataset['theme'] = theme
}

/** The theme, and how to change to the other; as the system has it until somebody chose. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => chosen() ?? system())
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)')
    const follow = () => {
      if (!chosen()) setTheme(system())
    }
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [])
  const toggle = () => {
    const next = theme === 'dark' ? 'light' : 'dark'
    localStorage.setItem(key, next)
    document.documentElement.dataset['theme'] = next
    setTheme(next)
  }
  return [theme, toggle]
}
