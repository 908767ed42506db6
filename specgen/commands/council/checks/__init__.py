"""What `specgen council check` looks at beside the rules that other steps have: no commands of their own."""
