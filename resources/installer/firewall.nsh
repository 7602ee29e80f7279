; Lets chargers on the office network reach the OCPP ports. Without the rule Windows asks on first start, and only an administrator may answer.
; The rule is removed first, so that an update does not leave a second one behind.

!macro customInstall
  nsExec::Exec 'netsh advfirewall firewall delete rule name="Stansiya OCPP"'
  nsExec::Exec 'netsh advfirewall firewall add rule name="Stansiya OCPP" dir=in action=allow protocol=TCP localport=9220,9221 program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" profile=private,domain'
!macroend

!macro customUnInstall
  nsExec::Exec 'netsh advfirewall firewall delete rule name="Stansiya OCPP"'
!macroend
