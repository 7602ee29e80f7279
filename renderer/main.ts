import './styles/main.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { connectConsole } from './client/connect-console.ts';
import { i18n, rememberedLanguage, speak } from './i18n.ts';
import { router } from './router.ts';
import { installTheme } from './theme.ts';

const app = createApp(App);
app.use(createPinia());
app.use(i18n);
installTheme(app);
connectConsole(app);
app.use(router);
await speak(rememberedLanguage());
app.mount('#app');
