package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"
)

func completionCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print a completion script for your shell, or the man page",
		ArgsUsage: "bash|zsh|fish|man",
		CustomHelpTemplate: help(`  source <(tarjuman completion bash)
  tarjuman completion zsh > "${fpath[1]}/_tarjuman"
  tarjuman completion fish > ~/.config/fish/completions/tarjuman.fish
  tarjuman completion man > tarjuman.1`),
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			shell, err := oneFile(c, "shell")
			if err != nil {
				return err
			}
			script, err := completionScript(c.App, shell)
			if err != nil {
				return err
			}
			_, err = io.WriteString(u.stdout, script)
			return err
		},
	}
}

func completionScript(app *cli.App, shell string) (string, error) {
	switch shell {
	case "bash":
		return bashCompletion, nil
	case "zsh":
		return zshCompletion, nil
	case "fish":
		return app.ToFishCompletion()
	case "man":
		return app.ToMan()
	}
	return "", wrongUse(fmt.Sprintf("completion: no script for %q: want bash, zsh, fish or man", shell), "")
}

// The scripts ask the program itself what may follow; see cli/v2's
// EnableBashCompletion.
const bashCompletion = `# bash completion for tarjuman; load with: source <(tarjuman completion bash)
_tarjuman() {
  local cur words
  COMPREPLY=()
  cur="${COMP_WORDS[COMP_CWORD]}"
  words=("${COMP_WORDS[@]:0:$COMP_CWORD}")
  local opts
  if [[ "$cur" == -* ]]; then
    opts=$("${words[@]}" "$cur" --generate-bash-completion 2>/dev/null)
  else
    opts=$("${words[@]}" --generate-bash-completion 2>/dev/null)
  fi
  COMPREPLY=($(compgen -W "$opts" -- "$cur"))
  return 0
}
complete -o bashdefault -o default -F _tarjuman tarjuman
`

const zshCompletion = `#compdef tarjuman
# zsh completion for tarjuman
_tarjuman() {
  local -a opts
  local cur="${words[-1]}"
  if [[ "$cur" == -* ]]; then
    opts=("${(@f)$(${words[@]:0:#words[@]-1} ${cur} --generate-bash-completion 2>/dev/null)}")
  else
    opts=("${(@f)$(${words[@]:0:#words[@]-1} --generate-bash-completion 2>/dev/null)}")
  fi
  if [[ -n "${opts[1]}" ]]; then
    _describe 'tarjuman' opts
  fi
  _files
}
compdef _tarjuman tarjuman
`
