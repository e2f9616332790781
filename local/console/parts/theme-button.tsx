import { nextTheme, type ThemeChoice, themeChoice } from '../theme.ts';
import { Icon, type IconName } from './icon.tsx';

const icons = { system: 'screen', light: 'sun', dark: 'moon' } as const satisfies Record<ThemeChoice, IconName>;

/** Goes round: as the machine, light, dark. */
export function ThemeButton() {
  const choice = themeChoice.value;
  return (
    <button
      type="button"
      class="theme-button"
      aria-label={`Theme: ${choice}`}
      onClick={() => {
        themeChoice.value = nextTheme(choice);
      }}
    >
      <Icon name={icons[choice]} />
      <span class="theme-name">{choice}</span>
    </button>
  );
}
