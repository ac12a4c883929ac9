package main

// help is the help text of a command: usage, flags and real examples.
func help(examples string) string {
	return `tarjuman {{.Name}} - {{.Usage}}

usage: tarjuman {{.Name}} [flags]{{if .ArgsUsage}} {{.ArgsUsage}}{{end}}

examples:
` + examples + `
{{if .VisibleFlags}}
flags:
{{range .VisibleFlags}}  {{.}}
{{end}}{{end}}`
}
