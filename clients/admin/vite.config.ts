import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The page's content policy lets it load its own files only, so nothing may be put into the document or the styles.
export default defineConfig({
  plugins: [react()],
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: false },
})
