import { createRouter, createWebHashHistory } from 'vue-router';
import OverviewView from './overview/OverviewView.vue';

/** The hash keeps every route inside one file, under app:// as over http. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'overview', component: OverviewView },
    {
      path: '/stations/:stationId',
      name: 'station',
      component: () => import('./station/StationView.vue'),
      props: true,
    },
    { path: '/sessions', name: 'sessions', component: () => import('./sessions/SessionsView.vue') },
    {
      path: '/sessions/:sessionId',
      name: 'session',
      component: () => import('./session/SessionView.vue'),
      props: true,
    },
    { path: '/desk', name: 'desk', component: () => import('./desk/DeskView.vue') },
    { path: '/connect', name: 'connect', component: () => import('./commissioning/ConnectView.vue') },
    { path: '/customers', name: 'customers', component: () => import('./customers/CustomersView.vue') },
    {
      path: '/customers/:customerId',
      name: 'customer',
      component: () => import('./customers/CustomerView.vue'),
      props: true,
    },
    { path: '/cards', name: 'cards', component: () => import('./cards/CardsView.vue') },
    {
      path: '/local-lists',
      name: 'localLists',
      component: () => import('./local-lists/LocalListsView.vue'),
    },
    { path: '/messages', name: 'messages', component: () => import('./messages/MessagesView.vue') },
    { path: '/reports', name: 'reports', component: () => import('./reports/ReportsView.vue') },
    { path: '/documents', name: 'documents', component: () => import('./documents/DocumentsView.vue') },
    {
      path: '/documents/:documentId',
      name: 'document',
      component: () => import('./documents/DocumentView.vue'),
      props: true,
    },
    { path: '/months', name: 'months', component: () => import('./months/MonthsView.vue') },
    {
      path: '/months/:period',
      name: 'month',
      component: () => import('./months/MonthView.vue'),
      props: true,
    },
    { path: '/tariffs', name: 'tariffs', component: () => import('./tariffs/TariffsView.vue') },
    { path: '/tariffs/new', name: 'tariffNew', component: () => import('./tariffs/TariffEditorView.vue') },
    {
      path: '/tariffs/:tariffId',
      name: 'tariff',
      component: () => import('./tariffs/TariffView.vue'),
      props: true,
    },
    {
      path: '/tariffs/:tariffId/edit',
      name: 'tariffEdit',
      component: () => import('./tariffs/TariffEditorView.vue'),
      props: true,
    },
    { path: '/journal', name: 'journal', component: () => import('./journal/JournalView.vue') },
    { path: '/settings', name: 'settings', component: () => import('./settings/SettingsView.vue') },
    { path: '/:rest(.*)*', redirect: { name: 'overview' } },
  ],
});
