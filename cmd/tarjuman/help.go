package main

// help is the help text of a command: usage, what it does, real examples,
// subcommands and flags.
func help(examples string) string {
	return `{{.HelpName}} - {{.Usage}}

usage: {{.HelpName}}{{if gt (len .VisibleCommands) 1}} COMMAND{{end}} [flags]{{if .ArgsUsage}} {{.ArgsUsage}}{{end}}
{{if .Description}}
{{.Description}}
{{end}}
examples:
` + examples + `
{{if gt (len .VisibleCommands) 1}}
commands:
{{range .VisibleCommands}}{{if ne .Name "help"}}  {{printf "%-11s" .Name}} {{.Usage}}
{{end}}{{end}}{{end}}{{if .VisibleFlags}}
flags:
{{range .VisibleFlags}}  {{.}}
{{end}}{{end}}`
}
